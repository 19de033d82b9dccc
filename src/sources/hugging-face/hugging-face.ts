import type { Paper } from '../../papers/paper.ts';
import { parseBoundedJson } from '../bounds.ts';
import { clockIn, dayPlus, daysDownTo, earliestOf, isWeekend, latestOf, momentOf } from '../days.ts';
import type { HttpGet } from '../http-get.ts';
import { type Patience, retrying } from '../retrying.ts';
import { type Batch, inBatches, type Slice, type Source } from '../source.ts';
import { SourceError } from '../source-error.ts';
import { readItems } from './item.ts';

const title = 'Hugging Face Daily Papers';

/** Days change with New York's clock, at 21:30: so does Hugging Face's own client. */
const timeZone = 'America/New_York';
const rolloverMinutes = 21 * 60 + 30;

/** The first list of all: nothing older can be asked for. */
const firstDay = '2023-05-04';

/** Upvotes and links settle one to two weeks after a paper is listed. */
const settlingDays = 14;
/** After an absence, older lists are caught up on that far back. */
const longestCatchUpDays = 60;
/** Lists of earlier days are read again once a day, a little earlier each time rather than later. */
const olderAgainMs = 20 * 3_600_000;

/** Items on a page; the API takes at most 100. */
const pageItems = 100;
/** A hundred papers with their abstracts have 0.5 MB. */
const maxBytes = 4_000_000;
/** No list has a thousand papers: a source that always names a next page would never end. */
const maxPages = 20;

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Passing trouble is waited for this long within a run; a window of the rate limit is 5 minutes. */
const huggingFacePatience = { pausesMs: [2_000, 10_000, 30_000], longestPauseMs: 310_000 };

/** The day whose list Hugging Face fills at `now`. */
export function listDay(now: number): string {
  const { day, minutes } = clockIn(now, timeZone);
  return minutes >= rolloverMinutes ? dayPlus(day, 1) : day;
}

export interface HuggingFaceOptions {
  readonly get: HttpGet;
  /** Base of the site, with a slash at the end. */
  readonly url: string;
  /** Optional: it doubles the number of requests that Hugging Face takes. */
  readonly token: string | undefined;
  readonly now: () => number;
  readonly sleep: Patience['sleep'];
}

/** What was expected is told when something else came. */
function parsedAs<Form>(text: string, isForm: (json: unknown) => json is Form, form: string): Form {
  try {
    const json: unknown = parseBoundedJson(text);
    if (isForm(json)) return json;
  } catch {
    // Told below, with what came instead.
  }
  const isPage = /^\s*</.test(text);
  throw new SourceError(
    isPage ? 'blocked' : 'unreadable',
    isPage ? `${title} answered with a web page instead of papers.` : `${title} answered with no ${form}.`,
  );
}

/** Ten times what was asked for: an answer that was made to keep us busy. */
const maxItems = 10 * pageItems;
const isList = (json: unknown): json is readonly unknown[] => Array.isArray(json) && json.length <= maxItems;
const isObject = (json: unknown): json is object => typeof json === 'object' && json !== null && !Array.isArray(json);

/** True when the answer names a next page; only that it exists is read: an address in it could lead anywhere with our token. */
function namesNextPage(headers: Headers): boolean {
  return /;\s*rel="?next"?/i.test(headers.get('link') ?? '');
}

type ApiOptions = Omit<HuggingFaceOptions, 'now'>;

/** Asks Hugging Face's API, with patience. */
function createRequest<Understood>(
  { get, url, token, sleep }: ApiOptions,
  understand: (text: string, headers: Headers) => Understood,
) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return async (path: string, parameters: Readonly<Record<string, string>>, signal: AbortSignal) => {
    const address = new URL(path, url);
    address.search = new URLSearchParams(parameters).toString();
    // Understood within the attempt: an answer that broke off may come whole the next time.
    const attempt = async () => {
      const { text, headers: answered } = await get({ url: address, from: title, headers, maxBytes, signal });
      return understand(text, answered);
    };
    return retrying(attempt, { ...huggingFacePatience, sleep }, signal);
  };
}

/** Asks for a list of Hugging Face's API. */
export function createListRequest(options: ApiOptions) {
  return createRequest(options, (text, headers) => ({
    items: parsedAs(text, isList, 'list of papers'),
    hasNextPage: namesNextPage(headers),
  }));
}

/** Daily Papers: papers that people submit, a list for each day, with upvotes. */
export function createHuggingFace(options: HuggingFaceOptions): Source {
  const { now } = options;
  const request = createListRequest(options);
  const requestPaper = createRequest(options, (text) => parsedAs(text, isObject, 'paper'));

  async function find(id: string, signal: AbortSignal): Promise<Paper | undefined> {
    // It lists none from before the new scheme, whose ids have a slash.
    if (id.includes('/')) return undefined;
    try {
      const { papers } = readItems([await requestPaper(`api/papers/${id}`, {}, signal)]);
      return papers.find((paper) => paper.id === id);
    } catch (error) {
      if (error instanceof SourceError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** Before the first paper is listed, the newest days are refused. */
  function isNotOpenYet(error: unknown, day: string): boolean {
    return error instanceof SourceError && error.status === 400 && day >= dayPlus(listDay(now()), -1);
  }

  async function* read(day: Slice, signal: AbortSignal): AsyncGenerator<Batch> {
    for (let page = 0; page < maxPages; page += 1) {
      try {
        const parameters = { date: day, limit: String(pageItems), p: String(page) };
        const { items, hasNextPage } = await request('api/daily_papers', parameters, signal);
        yield* inBatches(items, (some, first) => readItems(some, day, first));
        if (items.length === 0 || (!hasNextPage && items.length < pageItems)) return;
      } catch (error) {
        if (isNotOpenYet(error, day)) return;
        throw error;
      }
    }
  }

  return {
    name: 'hugging-face',
    title,
    newestSlice: listDay,
    today: listDay,
    slicesOf: (first, last) => daysDownTo(first < firstDay ? firstDay : first, last),
    slicesDue(at, slicesRead) {
      const today = listDay(at);
      const newestRead =
        [...slicesRead.keys()]
          .filter((day) => day < today)
          .sort()
          .at(-1) ?? today;
      const behind = dayPlus(newestRead, -1);
      const settling = dayPlus(today, 1 - settlingDays);
      const longest = dayPlus(today, -longestCatchUpDays);
      const first = latestOf(earliestOf(behind, settling), longest);
      const isDue = (day: string): boolean => {
        const readAt = slicesRead.get(day)?.readAt;
        return day >= dayPlus(today, -1) || readAt === undefined || at - readAt >= olderAgainMs;
      };
      return daysDownTo(first, today).filter(isDue);
    },
    read,
    find,
    isClosed: (at) => isWeekend(listDay(at)),
    nextRunAt(at, _hasNews, random) {
      // About hourly; and soon after the rollover, when the new list opens.
      const hourly = at + hourMs * (0.8 + 0.4 * random);
      const { day, minutes } = clockIn(at, timeZone);
      const nextRollover = momentOf(minutes >= rolloverMinutes ? dayPlus(day, 1) : day, rolloverMinutes, timeZone);
      const afterRollover = nextRollover + minuteMs * (2 + 8 * random);
      return Math.round(at < nextRollover && afterRollover < hourly ? afterRollover : hourly);
    },
    failurePauseMs: (failures) => Math.min(5 * minuteMs * 2 ** (failures - 1), hourMs),
  };
}
