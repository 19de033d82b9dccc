import { z } from 'zod';
import type { SlackStandIn } from '../../src/playground/stand-in/slack-stand-in.ts';
import { deliveryOf } from '../../src/store/delivery.ts';
import type { Store } from '../../src/store/open-store.ts';

export interface Standing {
  /** Different messages that stand in Slack. */
  readonly messages: number;
  /** Deliveries without a record that they were sent, or of which a message is missing in Slack. */
  readonly lost: number;
  /** Messages that stand more than once. */
  readonly twice: number;
}

const ours = z.object({ event_payload: z.object({ delivery: z.string(), part: z.number() }) });

function copiesIn(slack: SlackStandIn): Map<string, number> {
  const copies = new Map<string, number>();
  for (const { id } of slack.workspace.channels()) {
    for (const top of slack.workspace.messages(id)) {
      const thread = slack.workspace.thread(id, top.ts);
      for (const message of thread.length > 0 ? thread : [top]) {
        const known = ours.safeParse(message.metadata);
        if (!known.success) continue;
        const { delivery, part } = known.data.event_payload;
        copies.set(`${delivery}/${part}`, (copies.get(`${delivery}/${part}`) ?? 0) + 1);
      }
    }
  }
  return copies;
}

/** Compares what the store says with what stands in Slack, message by message. */
export async function countStanding(slack: SlackStandIn, { db }: Store, wanted: number): Promise<Standing> {
  const copies = copiesIn(slack);
  const rows = await db.selectFrom('deliveries').selectAll().execute();
  const unsent = rows.map(deliveryOf).filter(({ id, state, parts }) => {
    const isMissing = Array.from({ length: Math.max(parts, 1) }, (_, part) => !copies.has(`${id}/${part}`));
    return state !== 'sent' || isMissing.includes(true);
  });
  return {
    messages: copies.size,
    lost: wanted - rows.length + unsent.length,
    twice: [...copies.values()].filter((count) => count > 1).length,
  };
}
