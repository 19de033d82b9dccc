import { Temporal } from 'temporal-polyfill';
import { months } from '../search/spoken-dates.ts';
import { dayName, dayOf } from './day-words.ts';

/** Days as people write them to be left in peace until then: "a week", "until Monday", "7 Dec", "2026-12-07". */

const longestDays = 366;

const numbers: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };

const around = /^(?:(?:the|this|my|our|it|them|daily|digests?|for|until|til+|to|on)(?:\s+|$))+|[\s.!?]+$/gi;
const span = new RegExp(String.raw`^(\d{1,3}|${Object.keys(numbers).join('|')}) (day|week|month)s?$`, 'i');
const weekday = new RegExp(`^(?:next )?(${dayName})$`, 'i');
const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const monthName = `(${months.join('|')})[a-z]*\\.?`;
const dayNumber = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;
const year = String.raw`(?:,? (\d{4}))?`;
const dayFirst = new RegExp(`^(?:${dayName},? )?${dayNumber}(?: of)? ${monthName}${year}$`, 'i');
const monthFirst = new RegExp(`^(?:${dayName},? )?${monthName} ${dayNumber}${year}$`, 'i');

function ofCalendar(day: number, month: string, named: string | undefined, today: Temporal.PlainDate) {
  const at = (inYear: number) =>
    Temporal.PlainDate.from(
      { year: inYear, month: months.indexOf(month.toLowerCase()) + 1, day },
      { overflow: 'reject' },
    );
  if (named !== undefined) return at(Number(named));
  const thisYear = at(today.year);
  return Temporal.PlainDate.compare(thisYear, today) > 0 ? thisYear : at(today.year + 1);
}

function dayMeant(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const [, count = '', unit = ''] = span.exec(words) ?? [];
  if (unit !== '') return today.add({ [`${unit.toLowerCase()}s`]: numbers[count.toLowerCase()] ?? Number(count) });
  const [, named] = weekday.exec(words) ?? [];
  if (named !== undefined) return today.add({ days: ((dayOf(named) - today.dayOfWeek + 6) % 7) + 1 });
  if (isoDate.test(words)) return Temporal.PlainDate.from(words);
  const [, day, month, inYear] = dayFirst.exec(words) ?? [];
  if (day !== undefined && month !== undefined) return ofCalendar(Number(day), month, inYear, today);
  const [, firstMonth, secondDay, lastYear] = monthFirst.exec(words) ?? [];
  if (firstMonth !== undefined) return ofCalendar(Number(secondDay), firstMonth, lastYear, today);
  switch (words.toLowerCase()) {
    case '':
      return today.add({ weeks: 1 });
    case 'tomorrow':
      return today.add({ days: 1 });
    case 'next week':
      return today.add({ days: 8 - today.dayOfWeek });
    case 'next month':
      return today.add({ months: 1 }).with({ day: 1 });
    default:
      return undefined;
  }
}

/**
 * The day that the words mean, "YYYY-MM-DD"; a week from today where they name none. Undefined for what is no day.
 *
 * @param today "YYYY-MM-DD"
 */
export function snoozeDay(words: string, today: string): string | undefined {
  try {
    return dayMeant(words.trim().replace(around, '').replace(/\s+/g, ' '), Temporal.PlainDate.from(today))?.toString();
  } catch (error) {
    // The 31st of February.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Parts "pruning until Friday" into what is to sleep and until when, each '' where nothing is said of it; `until` is undefined where it is
 * no day.
 *
 * @param today as for snoozeDay
 */
export function readSnooze(
  words: string,
  today: string,
): { readonly what: string; readonly until: string | undefined } {
  const all = words.trim().split(/\s+/);
  const isDay = (some: readonly string[]): boolean =>
    some.join(' ').replace(around, '') !== '' && snoozeDay(some.join(' '), today) !== undefined;
  for (let at = 0; at < all.length; at += 1)
    if (isDay(all.slice(at))) return { what: all.slice(0, at).join(' '), until: all.slice(at).join(' ') };
  for (let at = all.length - 1; at > 0; at -= 1)
    if (isDay(all.slice(0, at))) return { what: all.slice(at).join(' '), until: all.slice(0, at).join(' ') };
  const [, what = ''] = /^(.*?)\b(?:until|til+)\b/i.exec(words) ?? [words, words];
  return { what: what.trim(), until: /\b(?:until|til+)\b/i.test(words) ? undefined : '' };
}

/** "until Friday", "for a week", "2 weeks"; a day alone may be a name: "the Monday digest". */
const lasting = /\b(?:for|until|til+)\b|^(?!next)\S+ (?:day|week|month)s?$/i;

/** The same of what is paused or stopped for good where nobody says how long. */
export function readPause(words: string, today: string): ReturnType<typeof readSnooze> {
  const read = readSnooze(words, today);
  return lasting.test(read.until ?? 'until') ? read : { what: words, until: '' };
}

/** What is wrong with a day to sleep until; undefined: nothing. */
export function snoozeProblem(day: string, today: string): string | undefined {
  const { days } = Temporal.PlainDate.from(today).until(day, { largestUnit: 'day' });
  return days >= 1 && days <= longestDays ? undefined : 'Choose a day from tomorrow to a year from now.';
}
