import type { Logger } from 'pino';
import type { Digests } from '../../digests/digests.ts';
import type { ShownLists } from '../../store/shown-lists.ts';
import { causeOf } from '../delivery/errors.ts';
import { paperNamedIn } from '../requests/message-words.ts';
import { digestList, type Placed, type PostedList, postedIn, postedOf, type Spot } from './posted-metadata.ts';
import { type HowFar, readBackwards } from './thread-history.ts';
import { type Unread, unreadOf } from './unread.ts';

/**
 * Which list people go on with. It stands in the metadata of what the bot posted, and the newest counts; memory serves where the app
 * may not read, and the database for what only one person saw.
 */

/** The newest list, and the paper that was spoken of since. */
export interface Known {
  readonly list?: PostedList | undefined;
  readonly paper?: string | undefined;
  /** Somebody linked the paper where the thread begins, and nothing of the bot's is gone on with there. */
  readonly isLinked?: true;
  /** When the list was posted, Slack's `ts`. */
  readonly at?: string | undefined;
}

/** 'none': all was read. */
export type Lookup =
  | { readonly kind: 'found'; readonly known: Known }
  /** Nothing was found as far as was read; what is older than `before` was not. */
  | { readonly kind: 'too-far'; readonly before: string }
  | Unread;

interface Remembered extends Placed {
  readonly team: string;
  readonly channel: string;
  /** Undefined: what one person saw at the top of a conversation. */
  readonly thread: string | undefined;
  /** The only one who sees it; undefined: everyone. */
  readonly user: string | undefined;
}

/** Enough for the threads of a day, of some with several lists; older ones are read back from Slack. */
const maxRemembered = 4_000;

export interface KnownListsDependencies {
  readonly postedDigest: Digests['postedAs'];
  /** What one person saw; every process knows it. */
  readonly shownLists: ShownLists;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  readonly logger: Logger;
}

export type KnownLists = ReturnType<typeof createKnownLists>;

export function createKnownLists({ postedDigest, shownLists, logger, now }: KnownListsDependencies) {
  const remembered = new Map<string, Omit<Remembered, 'user'>>();

  function inMemory({ channel, thread, before }: Spot): Placed[] {
    return [...remembered.values()].filter(
      (one) =>
        one.channel === channel && (thread === undefined || one.thread === thread) && Number(one.ts) <= Number(before),
    );
  }

  /** What this person alone saw. */
  async function shownTo({ team, channel, thread, user, before }: Spot): Promise<Placed[]> {
    try {
      const shown = await shownLists.of({ team, person: user, channel, thread }, now());
      return shown.flatMap(({ ts, posted }) => {
        const parsed = Number(ts) <= Number(before) ? postedIn(posted) : undefined;
        return parsed === undefined ? [] : [{ posted: parsed, ts }];
      });
    } catch (err) {
      logger.warn({ err, channel }, 'Lists that one person saw are not known');
      return [];
    }
  }

  /** Of a digest whose message could not be read, or is older than the list in its metadata. */
  async function digestOf({ team, channel, thread, before }: Spot): Promise<Placed[]> {
    if (thread === undefined || Number(thread) > Number(before)) return [];
    const digest = await postedDigest({ team, channel }, thread);
    return digest === undefined || digest.paperIds.length === 0
      ? []
      : [{ posted: digestList(digest.paperIds, digest.topics), ts: thread }];
  }

  async function inThread(spot: Spot, thread: string, oldest: string): Promise<Found> {
    const { client, channel, before: latest, botUserId } = spot;
    const found: Placed[] = [];
    let linked: string | undefined;
    const howFar = await readBackwards(client, { channel, thread, oldest, latest }, (message) => {
      // Stretches of a thread are read in whole milliseconds.
      const posted = Number(message.ts) <= Number(latest) ? postedOf(message) : undefined;
      if (posted !== undefined) found.push({ posted, ts: message.ts });
      else if (message.ts === thread && message.user !== botUserId) linked = paperNamedIn(message);
      return posted !== undefined && 'ids' in posted;
    });
    return { found, howFar, linked };
  }

  async function inSlack(spot: Spot, known: readonly Placed[]): Promise<Found> {
    if (spot.thread === undefined) return newestInConversation(spot, inThread);
    // What is older than the list in memory is not looked at again.
    return inThread(spot, spot.thread, newest(known, isList)?.ts ?? spot.thread);
  }

  return {
    remember({ user, ...posted }: Remembered): void {
      if (user !== undefined) {
        const { posted: shown, ...place } = posted;
        shownLists.add({ ...place, person: user, posted: JSON.stringify(shown) }, now());
        return;
      }
      const key = [posted.channel, posted.thread, posted.ts].join(' ');
      remembered.delete(key);
      remembered.set(key, posted);
      const oldest = remembered.keys().next().value;
      if (remembered.size > maxRemembered && oldest !== undefined) remembered.delete(oldest);
    },
    async find(spot: Spot): Promise<Lookup> {
      const memory = [...inMemory(spot), ...(await shownTo(spot))];
      let missed: Lookup = { kind: 'none' };
      let read: Found | undefined;
      try {
        read = await inSlack(spot, memory);
        if (read.howFar.kind === 'cut') missed = { kind: 'too-far', before: read.howFar.before };
      } catch (error) {
        const unread = unreadOf(error);
        if (unread === undefined) throw error;
        logger.warn({ ...causeOf(error), channel: spot.channel }, 'A conversation was not read');
        missed = unread;
      }
      const found = [...memory, ...(read?.found ?? [])];
      const known = knownFrom(newest(found, isList) === undefined ? [...found, ...(await digestOf(spot))] : found);
      if (known !== undefined) return { kind: 'found', known };
      const linked = read?.linked;
      return linked === undefined ? missed : { kind: 'found', known: { paper: linked, isLinked: true } };
    },
  };
}

function isList(placed: Placed): placed is Placed<PostedList> {
  return 'ids' in placed.posted;
}

function newest<One extends Placed>(all: readonly Placed[], is: (placed: Placed) => placed is One): One | undefined {
  return all
    .filter(is)
    .toSorted((a, b) => Number(a.ts) - Number(b.ts))
    .at(-1);
}

function knownFrom(found: readonly Placed[]): Known | undefined {
  const list = newest(found, isList);
  const paper = newest(found, (placed): placed is Placed<{ readonly paper: string }> => 'paper' in placed.posted);
  if (list === undefined && paper === undefined) return undefined;
  const isNewer = paper !== undefined && (list === undefined || Number(paper.ts) > Number(list.ts));
  return { list: list?.posted, paper: isNewer ? paper.posted.paper : undefined, at: list?.ts };
}

/** What was found in a conversation; `linked`: the paper that a thread begins with. */
interface Found {
  readonly found: Placed[];
  readonly howFar: HowFar;
  readonly linked?: string | undefined;
}

/** What the bot posted in one thread from `oldest` on. */
type ReadThread = (spot: Spot, thread: string, oldest: string) => Promise<Found>;

/** Messages looked at from the end of a conversation: a list further up is not what somebody goes on with without a thread. */
const messagesBack = 100;
/** Threads looked into, those with the newest reply first. */
const maxThreads = 5;

/**
 * The newest lists of a conversation: those that stand in it (digests, shared papers) and those in its threads, where answers stand.
 */
async function newestInConversation(spot: Spot, readThread: ReadThread): Promise<Found> {
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
