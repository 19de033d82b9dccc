import { parseQuestion } from '../search/question.ts';
import type { Wishes } from '../store/subscriptions.ts';
import { timeZoneNamed } from './schedule.ts';

/** What a subscription is when nobody says otherwise, apart from the time zone. */
export const defaultWishes: Omit<Wishes, 'timeZone'> = {
  time: '09:00',
  days: [1, 2, 3, 4, 5],
  topics: [],
  exclusions: [],
  size: 5,
  hasDetails: true,
  whenQuiet: 'archive',
};

/** A post with more papers is not short any more. */
export const maxSize = 10;
/** Beyond that, two subscriptions are clearer. Both keep the line that says what a digest is about readable. */
export const maxTopics = 10;
export const maxExclusions = 20;
/** A topic is a few words; it is shown in every digest. In characters. */
export const maxTopicChars = 120;

export interface ReadWishes {
  readonly wishes: Wishes;
  /** Each a sentence that names the cure; empty when all was understood. */
  readonly problems: readonly string[];
}

const dayNumbers: Readonly<Record<string, number>> = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 };
const dayGroups: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^(?:daily|every ?day|each day)\b/i, [1, 2, 3, 4, 5, 6, 7]],
  [/^(?:on )?(?:weekdays|every weekday|workdays|working days)\b/i, [1, 2, 3, 4, 5]],
  [/^(?:on )?weekends\b/i, [6, 7]],
];
const dayName = '(?:mon|tue|wed|thu|fri|sat|sun)(?:s|day|days|sday|sdays|nesday|nesdays|rsday|rsdays|urday|urdays)?';
const dayList = new RegExp(
  String.raw`^(?:on |every )?(${dayName}(?:\s*(?:-|–|to|,|and|&)\s*${dayName})*)(?=[\s,:]|$)`,
  'i',
);

function dayOf(name: string): number {
  return dayNumbers[name.slice(0, 3).toLowerCase()] ?? 1;
}

/** "mon-fri", "mon, wed and fri"; a range may go over the weekend. */
function daysOf(list: string): number[] {
  const days = new Set<number>();
  for (const part of list.split(/\s*(?:,|and|&)\s*/i)) {
    const [from = '', to = from] = part.split(/\s*(?:-|–|\bto\b)\s*/i);
    for (let day = dayOf(from); ; day = (day % 7) + 1) {
      days.add(day);
      if (day === dayOf(to)) break;
    }
  }
  return [...days].sort((a, b) => a - b);
}

// A bare number is no time ("3 bit quantization"), unless "at" stands before it.
const timeOfDay =
  /^(?:at (\d{1,2})|(?:at )?(\d{1,2})(?=[:.]\d\d|\s*[ap]\.?m))(?:[:.](\d{2}))?\s*(?:([ap])\.?m\.?)?(?=[\s,]|$)/i;

function clockTime(hour: number, minute: number, half: string | undefined): string | undefined {
  const isTwelveHour = half !== undefined;
  if (minute > 59 || hour > 23 || (isTwelveHour && (hour < 1 || hour > 12))) return undefined;
  const shown = isTwelveHour ? (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hour;
  return `${String(shown).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** "9:00", "9.30 pm" or "at 9" as "HH:mm"; undefined when it is no time of day. */
export function timeOf(text: string): string | undefined {
  const match = timeOfDay.exec(text.trim());
  if (match === null || match[0].length !== text.trim().length) return undefined;
  return clockTime(Number(match[1] ?? match[2]), Number(match[3] ?? 0), match[4]);
}

interface Draft {
  time?: string;
  days?: readonly number[];
  rest: string;
  problems: string[];
}

/** Takes times and days from the front, in any order. */
function readSchedule(draft: Draft): void {
  for (;;) {
    draft.rest = draft.rest.replace(/^[\s,]+/, '');
    const time = timeOfDay.exec(draft.rest);
    const group = dayGroups.find(([pattern]) => pattern.test(draft.rest));
    const list = dayList.exec(draft.rest);
    if (time !== null && draft.time === undefined) {
      const read = clockTime(Number(time[1] ?? time[2]), Number(time[3] ?? 0), time[4]);
      if (read === undefined) draft.problems.push(`“${time[0].trim()}” is no time of day. Write it as 9:00 or 5:30pm.`);
      draft.time = read ?? defaultWishes.time;
      draft.rest = draft.rest.slice(time[0].length);
    } else if (group !== undefined && draft.days === undefined) {
      draft.days = group[1];
      draft.rest = draft.rest.replace(group[0], '');
    } else if (list?.[1] !== undefined && draft.days === undefined) {
      draft.days = daysOf(list[1]);
      draft.rest = draft.rest.slice(list[0].length);
    } else {
      return;
    }
  }
}

/** Takes every `name:value` out of the text. */
function takeOptions(draft: Draft, name: string): string | undefined {
  const values: string[] = [];
  draft.rest = draft.rest.replace(
    new RegExp(String.raw`(^|[\s,])${name}:(\S*)`, 'gi'),
    (_, before: string, value: string) => {
      values.push(value.replace(/,$/, ''));
      return before;
    },
  );
  return values.at(-1);
}

const exclusion = /(^|[\s,])-(?:["“”]([^"“”]+)["“”]|([^\s,"“”]+))/g;

function takeExclusions(draft: Draft): string[] {
  const found: string[] = [];
  draft.rest = draft.rest.replace(exclusion, (_, before: string, phrase?: string, word?: string) => {
    found.push((phrase ?? word ?? '').trim());
    return before;
  });
  return found;
}

/** Topics stand between commas; a comma in quotes belongs to its phrase. */
export function splitTopics(text: string): string[] {
  const topics = text.match(/(?:["“”][^"“”]*["“”]|[^,;\n"“”]|["“”])+/g) ?? [];
  return [...new Set(topics.map((topic) => topic.replace(/\s+/g, ' ').trim()).filter((topic) => topic !== ''))];
}

/** What splitExclusions reads as these; one that holds a comma stands in quotes. */
export function exclusionsAsList(exclusions: readonly string[]): string {
  return exclusions.map((one) => (/[,;]/.test(one) ? `"${one}"` : one)).join(', ');
}

/** Exclusions stand between commas, with or without a minus and quotes. */
export function splitExclusions(text: string): string[] {
  return [...new Set(splitTopics(text).map((one) => one.replace(/^-/, '').replace(/["“”]/g, '').trim()))].filter(
    Boolean,
  );
}

/** What is wrong with the wishes, each a sentence that names the cure. */
export function problemsOf({ topics, exclusions, size, timeZone, days }: Wishes, now: number): string[] {
  const problems: string[] = [];
  if (timeZoneNamed(timeZone) === undefined)
    problems.push(`“${timeZone}” is no time zone. Write one such as Europe/London, or a city.`);
  if (days.length === 0) problems.push('Choose at least one day of the week.');
  if (!Number.isInteger(size) || size < 1 || size > maxSize) {
    problems.push(`A digest has 1 to ${maxSize} papers. Write top:5, for example.`);
  }
  if (topics.length > maxTopics)
    problems.push(`At most ${maxTopics} topics fit; make a second subscription for the others.`);
  if (exclusions.length > maxExclusions) problems.push(`At most ${maxExclusions} exclusions fit.`);
  const long = [...topics, ...exclusions].find((one) => one.length > maxTopicChars);
  if (long !== undefined) problems.push(`“${long.slice(0, 40)}…” is too long. A topic is a few words.`);
  for (const topic of topics) problems.push(...parseQuestion(topic, now).problems);
  return problems;
}

function sizeOf(value: string | undefined): number {
  return value === undefined ? defaultWishes.size : Number(value || Number.NaN);
}

const whenQuietWords: Readonly<Record<string, Wishes['whenQuiet']>> = { say: 'say', archive: 'archive' };
const detailWords: Readonly<Record<string, boolean>> = { on: true, thread: true, off: false, none: false };

/**
 * Reads `9:00 weekdays quantization, "state space" -survey top:5 tz:Europe/London`. Whatever is left out is as in `defaults`.
 *
 * @param now milliseconds since 1970-01-01 UTC, for topics such as since:30d
 */
export function readWishes(text: string, defaults: Wishes, now: number): ReadWishes {
  const draft: Draft = { rest: text.trim(), problems: [] };
  const zone = takeOptions(draft, 'tz') ?? defaults.timeZone;
  const top = takeOptions(draft, 'top');
  const quiet = takeOptions(draft, 'quiet')?.toLowerCase();
  const details = takeOptions(draft, 'details')?.toLowerCase();
  const exclusions = takeExclusions(draft);
  readSchedule(draft);
  if (quiet !== undefined && whenQuietWords[quiet] === undefined)
    draft.problems.push('quiet: is “archive” (older papers when nothing is new) or “say” (one line that says so).');
  if (details !== undefined && detailWords[details] === undefined)
    draft.problems.push('details: is “on” (each paper in the thread) or “off”.');
  const wishes: Wishes = {
    time: draft.time ?? defaults.time,
    days: draft.days ?? defaults.days,
    // One that is none stays as it was written, for the sentence that says so.
    timeZone: timeZoneNamed(zone) ?? zone,
    topics: splitTopics(draft.rest),
    exclusions: [...new Set(exclusions)],
    size: top === undefined ? defaults.size : sizeOf(top),
    hasDetails: detailWords[details ?? ''] ?? defaults.hasDetails,
    whenQuiet: whenQuietWords[quiet ?? ''] ?? defaults.whenQuiet,
  };
  return { wishes, problems: [...draft.problems, ...problemsOf(wishes, now)] };
}
