import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { causeOf } from '../delivery/errors.ts';
import { threadMessages } from '../limits.ts';
import type { SaidMessage } from '../requests/message-words.ts';
import { unreadOf } from './unread.ts';

/** The messages of a thread, oldest first; undefined when the app may not read them. */
export async function readThread(
  client: WebClient,
  channel: string,
  thread: string,
  logger: Logger,
): Promise<SaidMessage[] | undefined> {
  try {
    const { messages } = await client.conversations.replies({
      channel,
      ts: thread,
      limit: threadMessages,
    });
    return messages ?? [];
  } catch (error) {
    // History is an optional permission; without it the bot asks instead of reading.
    const unread = unreadOf(error);
    if (unread === undefined || unread.kind === 'busy') throw error;
    logger.warn({ ...causeOf(error), channel }, 'A conversation was not read');
    return undefined;
  }
}
