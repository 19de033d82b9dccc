import type { WebClient } from '@slack/web-api';

/** Where messages are looked for: a channel, or one of its threads. */
export interface HistoryPlace {
  readonly channel: string;
  readonly thread: string | undefined;
}

/** Messages of one page of history, and pages read: what is looked for was posted lately, so more is a flood. */
const historyPageSize = 200;
const maxHistoryPages = 20;

/** More was posted than is read to find one message. */
export class TooMuchHistoryError extends Error {
  override readonly name = 'TooMuchHistoryError';
}

/**
 * Messages posted in a place at `sinceMs` or later, with their metadata, as Slack gives them.
 *
 * @throws TooMuchHistoryError, and what Slack answers
 */
export async function* messagesSince(
  client: WebClient,
  { channel, thread }: HistoryPlace,
  sinceMs: number,
): AsyncGenerator<unknown> {
  const oldest = (sinceMs / 1_000).toFixed(6);
  let cursor: string | undefined;
  for (let page = 0; page < maxHistoryPages; page += 1) {
    const window = { channel, oldest, limit: historyPageSize, include_all_metadata: true, ...(cursor && { cursor }) };
    const { messages = [], response_metadata } = await (thread === undefined
      ? client.conversations.history(window)
      : client.conversations.replies({ ...window, ts: thread }));
    yield* messages;
    cursor = response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return;
  }
  throw new TooMuchHistoryError('Too much was posted meanwhile to see whether the message is there.');
}
