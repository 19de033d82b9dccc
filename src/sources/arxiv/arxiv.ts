import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import type { Paper } from '../../papers/paper.ts';
import { clockIn, dayPlus, daysDownTo, earliestOf, isDay, isWeekend, latestOf, momentOf } from '../days.ts';
import type { HttpGet } from '../http-get.ts';
import { createGate } from '../one-at-a-time.ts';
import { type Patience, retrying } from '../retrying.ts';
import { type Batch, batchOf, inBatches, type Slice, type Source } from '../source.ts';
import { SourceError } from '../source-error.ts';
import { readEntry, readFeedItem } from './entry.ts';
import { arxivTitle, parsedFeed } from './feed-text.ts';

/** arXiv's own addresses, used unless ARXIV_URL names another for both. */
const feedsUrl = 'https://rss.arxiv.org/';
const queryUrl = 'https://export.arxiv.org/';

/** At most one request in 3 s and one at a time, all machines together: https://info.arxiv.org/help/api/tou.html */
const requestPauseMs = 3_000;

/** arXiv answers "Rate exceeded." even below its documented rate; who keeps asking is blocked. */
const arxivPatience = { pausesMs: [30_000, 90_000], longestPauseMs: 150_000 };

/** Feeds are built anew at midnight of arXiv's own clock; never on Saturday and Sunday. */
const timeZone = 'America/New_York';
const rebuildMinutes = 0;
/** A feed that is not new by then is rarely so on that day. */
const lateMinutes = 6 * 60;

/** The slice of the daily feed, beside the days of the query API. */
const todaysFeed: Slice = 'feed';

/** Queries find a paper a day or more after its feed. */
const indexLagDays = 2;
/** After a longer absence `paperboy ingest` reads the rest. */
const longestCatchUpDays = 7;

/** arXiv takes 2,000, and answers large pages late or empty. */
const pageEntries = 200;
/** Of a list of ids; more make an address that servers on the way refuse. */
const idsAtOnce = 100;
/** No day has that many; arXiv gives at most 30,000 results of a query. */
const maxPages = 50;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A feed of 2,000 papers has some 5 MB. */
const maxBytes = 12_000_000;

export interface ArxivOptions {
  readonly get: HttpGet;
  /** Base of feeds and queries, with a slash at the end; undefined: arXiv's own. */
  readonly url: string | undefined;
  /** Subject classes, such as "cs.CL"; at least one. */
  readonly categories: readonly string[];
  /** Milliseconds of a clock that never jumps. */
  readonly monotonicMs: () => number;
  readonly sleep: Patience['sleep'];
  /** How a passing failure is waited for. */
  readonly patience?: Omit<Patience, 'sleep'>;
}

/** arXiv, which also tells of many papers at once. */
export interface Arxiv extends Source {
  /**
   * The papers with these arXiv ids, a hundred a request; an id that arXiv never gave is left out.
   *
   * @throws SourceError; what came before is the caller's
   */
  findAll(ids: readonly string[], signal: AbortSignal): AsyncIterable<readonly Paper[]>;
}

/** arXiv's newest papers of some subject classes: the daily feed, and the query API for days gone by. */
export function createArxiv(options: ArxivOptions): Arxiv {
  const { get, url, categories, monotonicMs, sleep, patience = arxivPatience } = options;
  const gate = createGate({ pauseMs: requestPauseMs, monotonicMs, sleep });

  function ask<Feed>(address: URL, understand: (text: string) => Promise<Feed>, signal: AbortSignal): Promise<Feed> {
    const attempt = async (): Promise<Feed> => {
      const { text } = await gate.run(() => get({ url: address, from: arxivTitle, maxBytes, signal }), signal);
      return understand(text);
    };
    return retrying(attempt, { ...patience, sleep }, signal);
  }

  async function understoodFeed(text: string): Promise<readonly unknown[]> {
    const feeds = await parsedFeed(text, parseRssFeed);
    if (/feed error/i.test(feeds[0].title ?? ''))
      throw new SourceError(
        'refused',
        `${arxivTitle} does not know one of ARXIV_CATEGORIES (${categories.join(', ')}).`,
      );
    return feeds.flatMap(({ items = [] }) => items);
  }

  async function* readFeed(signal: AbortSignal): AsyncGenerator<Batch> {
    const address = new URL(`rss/${categories.join('+')}`, url ?? feedsUrl);
    const items = await ask(address, understoodFeed, signal);
    yield* inBatches(items, (some, first) => batchOf(some.map((one, index) => readFeedItem(one, first + index))));
  }

  async function answered(text: string) {
    const feeds = await parsedFeed(text, parseAtomFeed);
    const entries = feeds.flatMap((feed) => feed.entries ?? []);
    const [first] = entries;
    if (first?.id?.includes('/api/errors') === true) {
      const why = first.summary?.value ?? 'no reason given';
      throw new SourceError('refused', `${arxivTitle} refused the question: ${why.slice(0, 200)}`);
    }
    return { entries, total: feeds[0].opensearch?.totalResults ?? entries.length };
  }

  const understoodEntries = async (text: string): Promise<readonly unknown[]> => (await answered(text)).entries;

  async function understoodPage(
    text: string,
    start: number,
  ): Promise<{ readonly entries: readonly unknown[]; readonly total: number }> {
    const { entries, total } = await answered(text);
    // A valid answer without entries to a question that has some: arXiv gives the same question its papers a minute later.
    if (entries.length === 0 && start < total)
      throw new SourceError('unreadable', `${arxivTitle} sent an empty page of ${total} papers.`);
    return { entries, total };
  }

  async function* readDay(day: string, signal: AbortSignal): AsyncGenerator<Batch> {
    const classes = categories.map((category) => `cat:${category}`).join(' OR ');
    const compact = day.replaceAll('-', '');
    let start = 0;
    for (let page = 0; page < maxPages; page += 1) {
      const address = new URL('api/query', url ?? queryUrl);
      address.search = new URLSearchParams({
        search_query: `(${classes}) AND submittedDate:[${compact}0000 TO ${compact}2359]`,
        start: String(start),
        max_results: String(pageEntries),
        sortBy: 'submittedDate',
        sortOrder: 'descending',
      }).toString();
      const offset = start;
      const { entries, total } = await ask(address, (text) => understoodPage(text, offset), signal);
      yield* inBatches(entries, (some, first) =>
        batchOf(some.map((one, index) => readEntry(one, offset + first + index))),
      );
      start += entries.length;
      if (entries.length === 0 || start >= total) return;
    }
  }

  async function* found(ids: readonly string[], signal: AbortSignal): AsyncGenerator<readonly Paper[]> {
    const address = new URL('api/query', url ?? queryUrl);
    address.search = new URLSearchParams({ id_list: ids.join(','), max_results: String(ids.length) }).toString();
    try {
      const { papers } = batchOf((await ask(address, understoodEntries, signal)).map(readEntry));
      yield papers.filter(({ id }) => ids.includes(id));
    } catch (error) {
      // So arXiv answers when it never gave one of them; which one it does not tell.
      if (!(error instanceof SourceError && error.kind === 'refused')) throw error;
      if (ids.length === 1) return;
      const half = Math.ceil(ids.length / 2);
      yield* found(ids.slice(0, half), signal);
      yield* found(ids.slice(half), signal);
    }
  }

  async function* findAll(ids: readonly string[], signal: AbortSignal): AsyncGenerator<readonly Paper[]> {
    for (let at = 0; at < ids.length; at += idsAtOnce) yield* found(ids.slice(at, at + idsAtOnce), signal);
  }

  async function find(id: string, signal: AbortSignal): Promise<Paper | undefined> {
    for await (const [paper] of found([id], signal)) return paper;
    return undefined;
  }

  const today = (now: number): string => clockIn(now, timeZone).day;

  return {
    name: 'arxiv',
    title: arxivTitle,
    newestSlice: () => todaysFeed,
    today,
    slicesOf: (first, last) => daysDownTo(first, last),
    slicesDue(now, read) {
      const lastRead = read.get(todaysFeed)?.readAt;
      if (lastRead === undefined) return [todaysFeed];
      // Each day is asked for once more when the queries surely have it: what a stale feed or an absence left out is found.
      const settled = dayPlus(today(now), -indexLagDays);
      // Read by hand before that, it may have been incomplete.
      const isSettled = (day: string): boolean =>
        (read.get(day)?.readAt ?? 0) >= momentOf(dayPlus(day, indexLagDays), rebuildMinutes, timeZone);
      const newest = [...read.keys()]
        .filter((slice) => isDay(slice) && isSettled(slice))
        .sort()
        .at(-1);
      // Those that failed are made up for, so the oldest comes first: a failure leaves none behind that later ones hide.
      const behind = earliestOf(today(lastRead), settled, newest === undefined ? settled : dayPlus(newest, 1));
      const earliest = dayPlus(today(now), -longestCatchUpDays);
      const days = daysDownTo(latestOf(behind, earliest), settled).filter((day) => !isSettled(day));
      return [todaysFeed, ...days.reverse()];
    },
    read: (slice, signal) => (slice === todaysFeed ? readFeed(signal) : readDay(slice, signal)),
    find,
    findAll,
    isClosed: (now) => isWeekend(today(now)),
    nextRunAt(now, hasNews, random) {
      const { day, minutes } = clockIn(now, timeZone);
      // On a day that should have papers, none that is new means that yesterday's feed still stands: often late, at times a holiday.
      if (!hasNews && !isWeekend(day)) return Math.round(now + hourMs * (minutes < lateMinutes ? 1 : 4) * (1 + random));
      // Results change once a day.
      let next = dayPlus(day, 1);
      while (isWeekend(next)) next = dayPlus(next, 1);
      return Math.round(momentOf(next, rebuildMinutes, timeZone) + minuteMs * (20 + 40 * random));
    },
    failurePauseMs: (failures) => Math.min(30 * minuteMs * 2 ** (failures - 1), 12 * hourMs),
  };
}
