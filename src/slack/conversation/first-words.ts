import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { causeOf, troubleOf } from '../delivery/errors.ts';

/** Messages looked at: the bot answers whatever somebody writes in a direct message, so one of its own is among a few. */
const messagesBack = 20;

/** Whether the bot has said nothing yet in a direct message; false where that cannot be read. @param ts what is said after it does not count */
export async function areFirstWords(
  client: WebClient,
  { channel, ts }: { readonly channel: string; readonly ts: string },
  logger: Logger,
): Promise<boolean> {
  try {
    const { messages } = await client.conversations.history({ channel, latest: ts, limit: messagesBack });
    // Nonsense is no empty conversation.
    return Array.isArray(messages) && messages.every(({ bot_id: bot }) => bot === undefined);
  } catch (error) {
    if (troubleOf(error) === undefined) throw error;
    logger.warn({ ...causeOf(error), channel }, 'A direct message was not read');
    return false;
  }
}
