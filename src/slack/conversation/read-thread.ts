import type { WebClient } from '@slack/web-api';
import { slackCodeOf } from '../delivery/errors.ts';
import { threadMessages } from '../limits.ts';
import type { SaidMessage } from '../requests/message-words.ts';

/** The messages of a thread, oldest first; undefined when the app may not read them. */
export async function readThread(
  client: WebClient,
  channel: string,
  thread: string,
): Promise<SaidMessage[] | undefined> {
  try {
    const { messages } = await client.conversations.replies({
      channel,
      ts: thread,
      limit: threadMessages,
    });
    return messages ?? [];
  } catch (error) {
    const code = slackCodeOf(error);
    // History is an optional permission; without it the bot asks instead of reading.
    if (
      code === 'missing_scope' ||
      code === 'not_in_channel' ||
      code === 'channel_not_found' ||
      code === 'thread_not_found'
    )
      return undefined;
    throw error;
  }
}
