import { createHash } from 'node:crypto';
import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';

/**
 * Slack delivers again what it thinks was lost (https://docs.slack.dev/apis/events-api, "Retries": at once, after 1 and after 5
 * minutes). A delivery is dropped only when its work was begun here; a retry of something never seen is processed. What makes two
 * deliveries the same depends on the work: for questions it is the message, see inbox.ts, for all else the delivery itself.
 */

/** Longer than the last retry, with room for a slow clock. */
const rememberedMs = 15 * 60_000;
/** 30,000 deliveries an hour is Slack's cap for a workspace; a quarter of an hour of that, and a margin. */
const maxRemembered = 10_000;

/** What was begun lately, by key. */
export interface Seen<Begun> {
  get(key: string): Begun | undefined;
  add(key: string, begun: Begun): void;
}

export function createSeen<Begun>(now: () => number): Seen<Begun> {
  const seen = new Map<string, { readonly begun: Begun; readonly at: number }>();

  return {
    get: (key) => seen.get(key)?.begun,
    add(key, begun) {
      for (const [old, { at }] of seen) {
        if (now() - at < rememberedMs && seen.size < maxRemembered) break;
        seen.delete(old);
      }
      seen.set(key, { begun, at: now() });
    },
  };
}

/** The keys under which a delivery may come again. */
function keysOf(body: unknown): string[] {
  const { event_id, trigger_id } = body as { event_id?: string; trigger_id?: string };
  const keys = [...(event_id ? [`event ${event_id}`] : []), ...(trigger_id ? [`trigger ${trigger_id}`] : [])];
  if (keys.length > 0) return keys;
  // What has neither is the same delivery when it is the same to the letter: each has an address of its own for its answer.
  return [`body ${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}`];
}

/** Middleware that stops a delivery whose work was begun before. */
export function createIgnoreRepeats(now: () => number): Middleware<AnyMiddlewareArgs> {
  const seen = createSeen<true>(now);

  return async ({ body, next, ...args }) => {
    const keys = keysOf(body);
    const isRepeat = keys.some((key) => seen.get(key));
    for (const key of keys) seen.add(key, true);
    if (!isRepeat) return next();
    // A repeated command or button still wants its acknowledgement.
    if ('ack' in args && typeof args.ack === 'function') await (args.ack as () => Promise<void>)();
  };
}
