import type { WebClient } from '@slack/web-api';
import { causeOf, troubleOf } from './errors.ts';
import type { Calling } from './rate-limit.ts';

/** Before each try after the first. */
const pausesMs = [2_000, 10_000, 30_000];

/** A message of the bot's own. */
export interface OwnMessage {
  readonly team: string;
  readonly channel: string;
  readonly ts: string;
}

/** Takes back a message that was posted twice, by ever so many processes at once; nobody waits for it. Where it stays the log tells. */
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
      // It is gone already.
      if (trouble?.means === 'thread') return;
      const pauseMs = pausesMs[tries];
      if (pauseMs === undefined || trouble?.again !== 'later') {
        logger.error({ err, ...causeOf(err), channel, ts }, 'A message that was posted twice could not be removed');
        return;
      }
      await sleep(trouble.retryAfterMs ?? pauseMs);
    }
  }
}
