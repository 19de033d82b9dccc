import { createHash } from 'node:crypto';
import type { App } from '@slack/bolt';

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

type Acknowledge = Parameters<App['processEvent']>[0]['ack'];

/** Does nothing about a delivery whose work was begun before, and acknowledges it as the first was: a window shows what is wrong in it. */
export function ignoreRepeats(app: Pick<App, 'processEvent'>, now: () => number): void {
  const seen = createSeen<Promise<Parameters<Acknowledge>[0]>>(now);
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    const keys = keysOf(event.body);
    const first = keys.map(seen.get).find((begun) => begun !== undefined);
    const { promise: acknowledged, resolve } = Promise.withResolvers<Parameters<Acknowledge>[0]>();
    for (const key of keys) seen.add(key, first ?? acknowledged);
    if (first !== undefined) return event.ack(await first);
    const ack: Acknowledge = (response) => {
      resolve(response);
      return event.ack(response);
    };
    try {
      await processEvent({ ...event, ack });
    } finally {
      resolve(undefined);
    }
  };
}
