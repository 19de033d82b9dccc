import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { echoed } from '../search/question-text.ts';
import type { Subscription, Wishes } from '../store/subscriptions.ts';
import { isWeekly, localDate } from './schedule.ts';
import { defaultWishes } from './wishes.ts';

const monday = Temporal.PlainDate.from('2024-01-01');
export const weekdayNames: readonly string[] = Array.from({ length: 7 }, (_, days) =>
  monday.add({ days }).toLocaleString('en-GB', { weekday: 'long' }),
);
const dayNames = weekdayNames.map((name) => name.slice(0, 3));

/** "a, b and c" */
export function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function daysAsText(days: readonly number[]): string {
  switch (days.join('')) {
    case '1234567':
      return 'daily';
    case '12345':
      return 'weekdays';
    case '67':
      return 'weekends';
    default:
      return days.map((day) => (dayNames[day - 1] ?? '').toLowerCase()).join(',');
  }
}

function dayWords(days: readonly number[]): string {
  const known = daysAsText(days);
  if (isWeekly({ days })) return `weekly on ${weekdayNames[(days[0] ?? 1) - 1]}`;
  if (known.includes(',')) return joined(days.map((day) => dayNames[day - 1] ?? ''));
  return known === 'daily' ? 'every day' : known;
}

/** "weekdays at 09:00 (Europe/London)" */
export function scheduleWords({ days, time, timeZone }: Wishes): string {
  return `${dayWords(days)} at ${time} (${timeZone})`;
}

/** What a digest leaves out. */
type Ruled = Pick<Wishes, 'exclusions' | 'fewerLike'>;

/** "without survey, fewer like “LLM-FP4”"; undefined where nothing is ruled out. */
export function exclusionWords({ exclusions, fewerLike }: Ruled): string | undefined {
  const without = exclusions.length === 0 ? [] : [`without ${joined(exclusions)}`];
  const fewer = fewerLike.length === 0 ? [] : [`fewer like ${joined(fewerLike.map(({ title }) => `“${title}”`))}`];
  const ruled = [...without, ...fewer];
  return ruled.length === 0 ? undefined : ruled.join(', ');
}

/** "quantization, “state space”, without survey" */
export function topicWords({ topics, ...ruled }: Pick<Wishes, 'topics'> & Ruled): string {
  const wanted = topics.length === 0 ? 'all papers' : topics.map(echoed).join(', ');
  return [wanted, exclusionWords(ruled)].filter(Boolean).join(', ');
}

/** "up to 5 papers, each with its details; older papers when nothing is new" */
export function sizeWords({ size, hasDetails, whenQuiet, savedLike, days }: Wishes): string {
  const upTo = size === 1 ? 'one paper' : `up to ${size} papers`;
  const papers = isWeekly({ days }) ? `a round-up of the week and ${upTo}` : upTo;
  const quiet = whenQuiet === 'archive' ? 'older papers when nothing is new' : 'one line when nothing is new';
  const like = savedLike ? ', some like those you saved' : '';
  return `${papers}${like}${hasDetails ? ', with details' : ''}; ${quiet}`;
}

/** "Snoozed until Mon 7 Dec", of one that is asleep. */
export function snoozeWords({ snoozedUntil, nextAt, timeZone }: Subscription): string {
  return `Snoozed until ${dateWords(localDate(snoozedUntil ?? nextAt, timeZone))}`;
}

/** What would have to be written after "subscribe" to get the same, but for what no word says: fewer like a paper. */
export function wishesAsText(wishes: Wishes): string {
  const { time, days, timeZone, topics, exclusions, size, hasDetails, whenQuiet, savedLike } = wishes;
  return [
    time,
    daysAsText(days),
    topics.join(', '),
    ...exclusions.map((exclusion) => (/[\s,;]/.test(exclusion) ? `-"${exclusion}"` : `-${exclusion}`)),
    size === defaultWishes.size ? '' : `top:${size}`,
    hasDetails === defaultWishes.hasDetails ? '' : `details:${hasDetails ? 'on' : 'off'}`,
    whenQuiet === defaultWishes.whenQuiet ? '' : `quiet:${whenQuiet}`,
    savedLike ? 'saved:like' : '',
    `tz:${timeZone}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Tells whether somebody changed the wishes since, in a few characters. */
export function wishesFingerprint(wishes: Wishes): string {
  const all = JSON.stringify([wishesAsText(wishes), wishes.fewerLike]);
  return createHash('sha256').update(all).digest('base64url').slice(0, 16);
}

/** "Tue 24 Nov, 09:00" on the wall of the subscription. */
export function momentWords(atMs: number, timeZone: string): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
  return `${dateWords(moment.toPlainDate().toString())}, ${timeWords(atMs, timeZone)}`;
}

/** The same for one reader: its zone is named where their own clock shows another time. @param reader time zone; undefined: anybody */
export function momentFor(atMs: number, timeZone: string, reader: string | undefined): string {
  return `${momentWords(atMs, timeZone)}${zoneFor(atMs, timeZone, reader)}`;
}

/** What follows a time for one reader: " (Europe/London)" where their own clock shows another. @param reader as for momentFor */
export function zoneFor(atMs: number, timeZone: string, reader: string | undefined): string {
  const isSame = reader !== undefined && momentWords(atMs, reader) === momentWords(atMs, timeZone);
  return isSame ? '' : ` (${timeZone})`;
}

/** "09:00" on the same wall. */
export function timeWords(atMs: number, timeZone: string): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
  return moment.toPlainTime().toString({ smallestUnit: 'minute' });
}

/** "Tue 24 Nov" of "2026-11-24". */
export function dateWords(date: string): string {
  const day = Temporal.PlainDate.from(date);
  return day.toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');
}
