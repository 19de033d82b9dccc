import { type Placed, postedOf, type Spot } from './posted-metadata.ts';
import type { HowFar } from './thread-history.ts';

/** What the bot posted in one thread from `oldest` on. */
type ReadThread = (
  spot: Spot,
  thread: string,
  oldest: string,
) => Promise<{ readonly found: Placed[]; readonly howFar: HowFar }>;

/** Messages looked at from the end of a conversation: a list further up is not what somebody goes on with without a thread. */
const messagesBack = 100;
/** Threads looked into, those with the newest reply first. */
const maxThreads = 5;

/**
 * The newest lists of a conversation: those that stand in it (digests, shared papers) and those in its threads, where answers stand.
 */
export async function newestInConversation(
  spot: Spot,
  readThread: ReadThread,
): Promise<{ found: Placed[]; howFar: HowFar }> {
  const { client, channel, before: latest } = spot;
  const page = { channel, latest, limit: messagesBack, include_all_metadata: true };
  const { messages = [], has_more: hasMore } = await client.conversations.history(page);
  const found = messages.flatMap((message): Placed[] => {
    const posted = postedOf(message);
    return posted === undefined || message.ts === undefined ? [] : [{ posted, ts: message.ts }];
  });
  const threads = messages
    .flatMap(({ ts, latest_reply: at, reply_count: replies = 0 }) => (ts && at && replies > 0 ? [{ ts, at }] : []))
    .toSorted((a, b) => Number(b.at) - Number(a.at))
    .slice(0, maxThreads);
  for (const { ts, at } of threads) {
    const isOvertaken = found.some((placed) => 'ids' in placed.posted && Number(placed.ts) > Number(at));
    if (isOvertaken) break;
    found.push(...(await readThread(spot, ts, ts)).found);
  }
  const last = messages.at(-1)?.ts;
  return { found, howFar: hasMore === true && last !== undefined ? { kind: 'cut', before: last } : { kind: 'all' } };
}
