import { randomBytes } from 'node:crypto';
import type { App } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Figures } from '../../status/figures.ts';
import type { Trail } from '../../status/trail.ts';

interface Delivered {
  readonly type?: unknown;
  readonly command?: unknown;
  readonly event_id?: unknown;
  readonly event?: { readonly type?: unknown } | null;
}

/** Types of Slack's own: what a stranger calls itself is no label. */
const typeForm = /^[a-z_]{1,40}$/;

function kindOf({ type, command, event }: Delivered): string {
  if (typeof command === 'string') return 'command';
  const told = event?.type ?? type;
  return typeof told === 'string' && typeForm.test(told) ? told : 'other';
}

/** An event has the id under which Slack delivers it again; for all else one is made, since a trigger's would open a window. */
function requestOf({ event_id: id }: Delivered): string {
  return typeof id === 'string' && /^\w{1,60}$/.test(id) ? id : `r${randomBytes(5).toString('hex')}`;
}

/** Names each delivery in every line of the log that comes of it, and measures how soon it is acknowledged and done. */
export function followRequests(
  app: Pick<App, 'processEvent'>,
  { trail, figures, logger }: { readonly trail: Trail; readonly figures: Figures; readonly logger: Logger },
): void {
  const processEvent = app.processEvent.bind(app);
  app.processEvent = (event) => {
    const body = event.body as Delivered;
    const kind = kindOf(body);
    const begun = performance.now();
    const sinceMs = (): number => performance.now() - begun;
    return trail.run(requestOf(body), async () => {
      let ackMs: number | undefined;
      try {
        await processEvent({
          ...event,
          ack: async (response) => {
            await event.ack(response);
            if (ackMs !== undefined) return;
            ackMs = sinceMs();
            figures.acknowledged(kind, ackMs);
          },
        });
      } finally {
        figures.answered(kind, sinceMs());
        logger.debug({ kind, ackMs: Math.round(ackMs ?? -1), tookMs: Math.round(sinceMs()) }, 'Request done');
      }
    });
  };
}
