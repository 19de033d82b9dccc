import type { WebClient } from '@slack/web-api';
import { causeOf } from '../delivery/errors.ts';
import { type Calling, waitingForRateLimit } from '../delivery/rate-limit.ts';
import type { SaidMessage } from '../requests/message-words.ts';
import { type Unread, unreadOf } from './unread.ts';

/** One message of a conversation, or why it could not be read. */
export type ReadMessage =
  | { readonly kind: 'read'; readonly message: SaidMessage & MessagePlace }
  | Exclude<Unread, { kind: 'none' }>
  /** It is gone. */
  | { readonly kind: 'none' };

interface MessagePlace {
  readonly thread_ts?: string | undefined;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object } | undefined;
}

/** The parent of a thread comes along with a reply. */
const atMost = 2;

/** Reads the message of this `ts`, at the top of the conversation or in a thread: https://docs.slack.dev/reference/methods/conversations.replies */
export async function readMessage(
  client: WebClient,
  { channel, ts }: { readonly channel: string; readonly ts: string },
  { sleep, logger }: Calling,
): Promise<ReadMessage> {
  try {
    const { messages = [] } = await waitingForRateLimit(
      () =>
        client.conversations.replies({
          ...{ channel, ts, oldest: ts, latest: ts, limit: atMost },
          ...{ inclusive: true, include_all_metadata: true },
        }),
      sleep,
    );
    const message = messages.find((one) => one.ts === ts);
    return message === undefined ? { kind: 'none' } : { kind: 'read', message };
  } catch (error) {
    const unread = unreadOf(error);
    if (unread === undefined) throw error;
    logger.warn({ ...causeOf(error), channel }, 'A message was not read');
    return unread;
  }
}
