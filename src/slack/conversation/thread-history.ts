import type { ConversationsRepliesArguments, ConversationsRepliesResponse } from '@slack/web-api';
import type { SaidMessage } from '../requests/message-words.ts';

/** As much of Slack as is needed. */
export interface ThreadReader {
  readonly conversations: {
    readonly replies: (
      window: ConversationsRepliesArguments,
    ) => Promise<Pick<ConversationsRepliesResponse, 'messages' | 'has_more'>>;
  };
}

/** A message as Slack gives it, as much of it as is needed. */
export interface ThreadPost extends SaidMessage {
  readonly ts: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object } | undefined;
}

/** A stretch of a thread. Ends are Slack's `ts`; both belong to it. */
export interface ThreadSpan {
  readonly channel: string;
  readonly thread: string;
  readonly oldest: string;
  readonly latest: string;
}

/** `before`: the ts from which on, backwards, nothing was read. */
export type HowFar =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'all' }
  | { readonly kind: 'cut'; readonly before: string };

/** Messages of one page; Slack wants less than 1,000: https://docs.slack.dev/reference/methods/conversations.replies#pagination */
const pageSize = 999;
/** Pages read for one request of a person: some 8,000 messages, a few seconds, and a fifth of what Slack allows in a minute (Tier 3). */
const maxPages = 12;
/** What an estimate from the messages seen so far leaves free of a page. */
const fill = 0.8;
const maxGrowth = 16;

const floorMs = (seconds: number): number => Math.floor(seconds * 1_000) / 1_000;
const ceilMs = (seconds: number): number => Math.ceil(seconds * 1_000) / 1_000;
/** In seconds. */
const leastSpan = 0.001;

/** A page that was read before what is newer than it; ends in seconds, to the millisecond. */
interface KeptPage {
  readonly start: number;
  readonly end: number;
  readonly posts: readonly ThreadPost[];
}

/**
 * Shows the messages of a thread to `visit`, newest first, until it says true.
 *
 * Slack gives a thread oldest first, whatever `oldest`, `latest` and `cursor` say, and has no way to turn that round ("The earliest
 * messages in the time range are returned first"). So this reads windows of time from the end, each small enough for one page. The first
 * is the whole thread, and for most threads the only one. Of a window that holds more, the page that came is kept until what is newer
 * has been read; the width of the next window comes from how close together messages stood.
 */
export async function readBackwards(
  client: ThreadReader,
  { channel, thread, oldest, latest }: ThreadSpan,
  visit: (message: ThreadPost) => boolean,
): Promise<HowFar> {
  // Whole milliseconds, so that no digit is lost on the way; messages at the seam of two windows are seen twice.
  const first = floorMs(Number(oldest));
  const kept: KeptPage[] = [];
  let end = ceilMs(Number(latest));
  let span = Math.max(leastSpan, end - first);
  let lastFit = 0;

  async function read(start: number): Promise<{ readonly posts: ThreadPost[]; readonly isCut: boolean }> {
    const { messages = [], has_more: isCut = false } = await client.conversations.replies({
      ...{ channel, ts: thread, oldest: start.toFixed(6), latest: end.toFixed(6) },
      ...{ inclusive: true, limit: pageSize, include_all_metadata: true },
    });
    // The thread's first message comes with every page, wherever the window is.
    const posts = messages.flatMap(({ ts, ...said }) =>
      ts !== undefined && Number(ts) >= start && Number(ts) <= end ? [{ ts, ...said }] : [],
    );
    return { posts: posts.sort((a, b) => Number(a.ts) - Number(b.ts)), isCut };
  }

  for (let pages = 0; pages < maxPages; ) {
    const before = kept.at(-1);
    if (before !== undefined && end <= before.end) {
      kept.pop();
      if (before.posts.toReversed().some(visit)) return { kind: 'stopped' };
      end = before.start;
    } else {
      const start = Math.max(before?.end ?? first, end - span);
      const { posts, isCut } = await read(start);
      pages += 1;
      const reached = floorMs(Number(posts.at(-1)?.ts ?? start));
      if (isCut && reached > start) {
        kept.push({ start, end: reached, posts });
        // By the newer half: after a long silence the first messages say nothing about the last ones.
        const pace = 2 * (reached - Number(posts[Math.floor(posts.length / 2)]?.ts ?? start));
        span = Math.max(leastSpan, floorMs(pace * fill), lastFit);
        lastFit = 0;
        continue;
      }
      if (posts.toReversed().some(visit)) return { kind: 'stopped' };
      lastFit = span;
      span = ceilMs(span * Math.min(maxGrowth, (fill * pageSize) / Math.max(1, posts.length)));
      end = start;
    }
    if (end <= first) return { kind: 'all' };
  }
  return { kind: 'cut', before: end.toFixed(6) };
}
