import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { causeOf, troubleOf } from './errors.ts';
import { type Sleep, waitingForRateLimit } from './rate-limit.ts';

/** Thanks need no message in the channel. */
const youAreWelcome = '+1';

/** Answers thanks with a reaction; false where that cannot be done: the permission for it is optional. */
export async function reactToThanks(
  client: WebClient,
  { channel, ts }: { readonly channel: string; readonly ts: string },
  { sleep, logger }: { readonly sleep: Sleep; readonly logger: Logger },
): Promise<boolean> {
  try {
    await waitingForRateLimit(() => client.reactions.add({ channel, timestamp: ts, name: youAreWelcome }), sleep);
    return true;
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    if (trouble.means === 'settled') return true;
    logger.warn({ ...causeOf(error), channel }, 'No reaction to thanks');
    return false;
  }
}
