import type { WebClient } from '@slack/web-api';
import { longestRateLimitSeconds } from '../limits.ts';
import { causeOf, troubleOf } from './errors.ts';
import type { Calling } from './rate-limit.ts';

/** Before each try after the first. */
const pausesMs = [2_000, 8_000];

/** A message of the bot's own. */
export interface OwnMessage {
  readonly team: string;
  readonly channel: string;
  readonly ts: string;
}

/**
 * Takes back a message that was posted twice, and again where Slack is in passing trouble; where the message stays the log tells. With
 * message_not_found there it was gone: two processes may take back the same one.
 */
export async function takeBack(
  clientOf: (team: string) => Promise<WebClient>,
  { team, channel, ts }: OwnMessage,
  { logger, sleep }: Calling,
): Promise<void> {
  logger.warn({ channel, ts }, 'Removing a message that was posted twice');
  for (let tries = 0; ; tries += 1) {
    try {
      await (await clientOf(team)).chat.delete({ channel, ts });
      return;
    } catch (err) {
      const trouble = troubleOf(err);
      const usualMs = pausesMs[tries];
      const waitMs = trouble?.retryAfterMs ?? usualMs ?? 0;
      const mayPass = trouble === undefined || trouble.again === 'later';
      if (!mayPass || usualMs === undefined || waitMs > longestRateLimitSeconds * 1_000) {
        logger.error({ err, ...causeOf(err), channel, ts }, 'A message that was posted twice could not be removed');
        return;
      }
      await sleep(waitMs);
    }
  }
}
