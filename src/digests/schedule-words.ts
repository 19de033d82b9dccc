import { timeInPart, timeItem } from './clock-words.ts';
import { dayItem, dayName, unreadDays } from './day-words.ts';
import type { Item } from './schedule-item.ts';

/** Times and days as people write them, anywhere in a line: "quantization every day at 17:00", "RAG weekly on Monday 9am". */

export interface ScheduleWords {
  /** "HH:mm" */
  readonly time?: string;
  /** ISO weekdays, 1 is Monday. */
  readonly days?: readonly number[];
  /** A time zone that stood behind the time, as written. */
  readonly zone?: string;
  /** The text without them. */
  readonly rest: string;
  /** Each a sentence that names the cure. */
  readonly problems: readonly string[];
  /** Words that were taken for a time, and may be meant otherwise. */
  readonly guesses: readonly string[];
}

const gap = /^[\s,]*(?:and\s+(?=at\b|on\b|@|\d|every|each|noon|midnight|mon|tue|wed|thu|fri|sat|sun|week))?/i;

interface Run {
  readonly length: number;
  readonly items: readonly Item[];
}

interface Days {
  readonly days?: readonly number[] | undefined;
  readonly isAnyDay?: boolean | undefined;
}

/** Of "weekly" and a day, in whichever order, the day counts; undefined for days that are not the same. */
function joinedDays(one: Days, other: Days): Days | undefined {
  if (one.days === undefined || other.days === undefined) return one.days === undefined ? other : one;
  if (one.isAnyDay === true && other.days.length === 1) return other;
  return other.isAnyDay === true && one.days.length === 1 ? one : undefined;
}

/** Items one after the other. */
function runAt(text: string): Run | undefined {
  const items: Item[] = [];
  let length = 0;
  for (;;) {
    const pause = items.length === 0 ? 0 : (gap.exec(text.slice(length))?.[0].length ?? 0);
    const rest = text.slice(length + pause);
    // A second time or list of days is none of this schedule, and is left over.
    const time = items.some((item) => item.time !== undefined || item.problem !== undefined)
      ? undefined
      : timeItem(rest);
    const days = time === undefined ? (unreadDays(rest) ?? dayItem(rest)) : undefined;
    const item = time ?? (items.every((known) => days && joinedDays(known, days)) ? days : undefined);
    if (item === undefined) break;
    items.push(item);
    length += pause + item.length;
  }
  return items.length === 0 ? undefined : { length, items };
}

const ofDigest = /^\s*(?:digests?|updates?|round-?ups?|summar(?:y|ies)|posts?|papers?) (?:of|on|about|for)\b/i;

/** Whether the words before or behind end a topic, so that a lone "daily" there is no part of one. */
const isAtEdge = (ahead: string, after: string): boolean =>
  /(?:^|[,;])\s*$/.test(ahead) || /^\s*(?:$|[,;.!?])/.test(after) || ofDigest.test(after);

interface Draft {
  time?: string;
  days?: readonly number[] | undefined;
  isAnyDay?: boolean | undefined;
  zone?: string;
  part?: string;
  problems: string[];
  guesses: string[];
}

function accept(draft: Draft, { items }: Run): void {
  for (const item of items) {
    const { time, zone, part, problem, guess } = item;
    if (time !== undefined) draft.time = time;
    const { days, isAnyDay } = joinedDays(draft, item) ?? item;
    Object.assign(draft, { days, isAnyDay });
    if (zone !== undefined) draft.zone = zone;
    if (part !== undefined) draft.part = part;
    if (problem !== undefined) draft.problems.push(problem);
    if (guess !== undefined) draft.guesses.push(guess);
  }
}

const clashes = (draft: Draft, { items }: Run): boolean =>
  items.some(
    ({ time, problem }) => (time ?? problem) !== undefined && (draft.time !== undefined || draft.problems.length > 0),
  ) || items.some((item) => joinedDays(draft, item) === undefined);

// Quoted words belong to a topic; so do filters such as since:2024-06.
const protectedWords = /["\u201C\u201D][^"\u201C\u201D]*["\u201C\u201D]|(?<!\S)[a-z]+:(?=\S)(?!\s)\S+/giy;

/** Takes times and days out of a line. */
export function takeScheduleWords(text: string): ScheduleWords {
  const draft: Draft = { problems: [], guesses: [] };
  let rest = '';
  for (let at = 0; at < text.length; ) {
    protectedWords.lastIndex = at;
    const kept = protectedWords.exec(text)?.[0];
    const isWordStart = at === 0 || /[\s,;(]/.test(text[at - 1] ?? '');
    const run = kept === undefined && isWordStart ? runAt(text.slice(at)) : undefined;
    const after = run === undefined ? '' : text.slice(at + run.length);
    const [first, second] = run?.items ?? [];
    const isMeant =
      second !== undefined || first?.isSure === true || (first?.isLonely !== true && isAtEdge(rest, after));
    const isTaken = run !== undefined && !clashes(draft, run) && isMeant;
    if (isTaken) {
      accept(draft, run);
      at += run.length;
    } else {
      rest += kept ?? text[at];
      at += kept?.length ?? 1;
    }
  }
  const { days, zone, part, problems, guesses } = draft;
  const time = part === undefined ? draft.time : timeInPart(draft.time, part);
  // "every evening" leaves the hour open; "every morning" is when digests come anyhow.
  if (part !== undefined && draft.time === undefined && part !== 'morning') guesses.push(part);
  return {
    rest,
    problems,
    guesses,
    ...(time !== undefined && { time }),
    ...(days !== undefined && { days }),
    ...(zone !== undefined && { zone }),
  };
}

const monthName = '(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)';
const timeLike = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?:\d{1,2}\s*[ap]\.?m\b|\d{1,2}[:.h]\d\d(?!\d)(?=\s*(?:$|[,;]|[ap]\.?m))|\d{1,2}:\d\d(?!\d)|o'?clock|noon|midday|midnight|half past \w+|quarter (?:past|to) \w+|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: (?:thirty|fifteen))? ?[ap]\.?m\b|daily|weekly|bi-?weekly|semi-?weekly|fortnight(?:ly)?|monthly|hourly|nightly|quarterly|every(?:day)?|(?:${dayName})|weekdays?|weekends?|workdays?|(?:in the |at )?(?:morning|afternoon|evening)s?|tonight|tomorrow|today|twice a \w+|once a \w+|(?:a|per|this|next) (?:day|week|month)|(?:until|till|starting)(?: in| on| from)? (?:\d|${monthName})[^,;]*|at \d{1,2}|(?:EST|EDT|CST|CDT|PST|PDT|MST|MDT|CET|CEST|BST|IST|JST|UTC|GMT)(?:[+-]\d+)?)(?![\p{L}\p{N}-])`,
  'giu',
);

/** Words of topics that may have been meant for the schedule; what stands in quotes is a topic for sure. */
export function timeLikeWords(text: string): string[] {
  const unquoted = text.replace(/["\u201C\u201D][^"\u201C\u201D]*["\u201C\u201D]|(?<!\S)[a-z]+:\S+/gi, ' ');
  return [...new Set(unquoted.match(timeLike) ?? [])];
}
