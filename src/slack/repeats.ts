import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';

/**
 * Slack delivers again what it thinks was lost (https://docs.slack.dev/apis/events-api, "Retries": at once, after 1 and after 5
 * minutes), and one message can come as two events (`app_mention` and `message`). A delivery is dropped only when its work was
 * begun here; a retry of something never seen is processed.
 */

/** Longer than the last retry, with room for a slow clock. */
const rememberedMs = 15 * 60_000;
/** 30,000 deliveries an hour is Slack's cap for a workspace; a quarter of an hour of that, and a margin. */
const maxRemembered = 10_000;

/** The keys under which a delivery may come again. */
function keysOf(body: unknown): string[] {
  const { event_id, team_id, event, trigger_id } = body as {
    event_id?: string;
    team_id?: string;
    event?: { type?: string; subtype?: string; channel?: string; ts?: string };
    trigger_id?: string;
  };
  const isMessage = event?.type === 'app_mention' || (event?.type === 'message' && event.subtype === undefined);
  return [
    ...(event_id ? [`event ${event_id}`] : []),
    ...(isMessage && event.ts ? [`message ${team_id} ${event.channel} ${event.ts}`] : []),
    ...(trigger_id ? [`trigger ${trigger_id}`] : []),
  ];
}

/** Middleware that stops a delivery whose work was begun before. */
export function createIgnoreRepeats(now: () => number): Middleware<AnyMiddlewareArgs> {
  const seen = new Map<string, number>();

  function forgetOld(): void {
    for (const [key, at] of seen) {
      if (now() - at < rememberedMs && seen.size <= maxRemembered) return;
      seen.delete(key);
    }
  }

  return async ({ body, next, ...args }) => {
    const keys = keysOf(body);
    const isRepeat = keys.some((key) => seen.has(key));
    forgetOld();
    for (const key of keys) if (!seen.has(key)) seen.set(key, now());
    if (!isRepeat) return next();
    // A repeated command or button still wants its acknowledgement.
    if ('ack' in args && typeof args.ack === 'function') await (args.ack as () => Promise<void>)();
  };
}
