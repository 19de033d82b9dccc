import { type Item, partOfDayBehind, partsOfDay, wordEnd } from './schedule-item.ts';

/** Days of the week as people write them: "daily", "every Monday", "mon-fri", "Tuesdays and Thursdays". */

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const workdays = [1, 2, 3, 4, 5];

/** Any way to write a day, as a pattern. */
export const dayName =
  '(?:mon(?:days?|s)?|tue(?:s(?:days?)?)?|wed(?:s|nesdays?)?|thu(?:r(?:s(?:days?)?)?)?|fri(?:days?)?|sat(?:urdays?)?|sun(?:days?)?)\\b';
const range = String.raw`(?:-|–|—|(?:to|thru|through|till|until)\b)`;
const between = String.raw`\s*(?:${range}|,|/|&|\+|and\b|,\s*and\b)\s*`;
const dayGroups: readonly (readonly [RegExp, readonly number[]])[] = (
  [
    ['(?:once (?:a|per) day|(?:every|each) ?(?:single )?day|everyday|daily)', everyDay],
    ['(?:on )?(?:the )?(?:every |each )?(?:weekdays?|workdays?|working days?|work days?|business days?)', workdays],
    ['(?:on )?(?:the )?(?:every |each )?weekends?', [6, 7]],
    [`(?:every|each) (?=${partsOfDay})`, everyDay],
    ['M ?[-–] ?F', workdays],
    [`(?:once (?:a|per) week|(?:every|each) week|weekly)(?:,? (?:on|every) (?=${dayName}))?`, [1]],
  ] as const
).map(([pattern, days]) => [new RegExp(`^${pattern}(?:${wordEnd}|(?<= ))`, 'i'), days]);
const weekly = /week(?:ly)?\b/i;
const dayList = new RegExp(
  `^(?:(?:weekly|every week|each week),? )?(?:on |every |each )*((?:${dayName})(?:${between}(?:${dayName}))*)${wordEnd}`,
  'i',
);

const dayNumbers: Readonly<Record<string, number>> = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 };

/** ISO weekday of a name as dayName has them. */
export function dayOf(name: string): number {
  return dayNumbers[name.slice(0, 3).toLowerCase()] ?? 1;
}

/** "mon-fri", "mon, wed and fri"; a range may go over the weekend. */
function daysOf(list: string): number[] {
  const days = new Set<number>();
  for (const part of list.split(/\s*(?:,|\/|&|\+|\band\b)\s*/i).filter((one) => one !== '')) {
    const [from = '', to = from] = part.split(/\s*(?:-|–|—|\b(?:to|thru|through|till|until)\b)\s*/i);
    for (let day = dayOf(from); ; day = (day % 7) + 1) {
      days.add(day);
      if (day === dayOf(to)) break;
    }
  }
  return [...days].sort((a, b) => a - b);
}

const dayLetters = '(?:M|Tu?|W|Th?|F)';
const unread = [
  // Which day it begins or ends, or on which it does not come: "from Monday to Friday" are days.
  `(?:starting|beginning|from|until|till|up to|before|after|except|excluding|but not)(?: for| from| on| this| next)* (?:${dayName}|weekdays?\\b|weekends?\\b)(?!\\s*${range})`,
  `(?:twice|thrice|\\w+ times) (?:daily|weekly)`,
  `(?:on )?(?:every|each) (?:other|second|third|fourth|\\d\\w+) ${dayName}`,
  `${dayLetters}(?:/${dayLetters})+|MWF|TTh|TuTh`,
].map((pattern) => new RegExp(`^(?:${pattern})${wordEnd}`, 'i'));

/** Days at the beginning of `text` that a schedule of ours cannot have, or that may be letters of something else: only a doubt. */
export function unreadDays(text: string): Item | undefined {
  const [whole] = unread.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
  return whole === undefined ? undefined : { length: whole.length, isSure: true, guess: whole };
}

const sureDays = /^(?:on|every|each|once)\b/i;
/** Also a sun and a solver: alone they may be meant as such. */
const lonelyDay = /^(?:sat|sun)$/i;

function plainDays(text: string): (Item & Required<Pick<Item, 'days'>>) | undefined {
  const list = dayList.exec(text);
  const group = dayGroups.find(([pattern]) => pattern.test(text));
  const [whole = ''] = list ?? group?.[0].exec(text) ?? [];
  const days = list?.[1] === undefined ? group?.[1] : daysOf(list[1]);
  if (days === undefined) return undefined;
  const behind = partOfDayBehind(text.slice(whole.length));
  const isOfWeek = list !== null && (weekly.test(whole) || behind !== undefined);
  return {
    length: whole.length + (behind?.length ?? 0),
    isSure: sureDays.test(whole) || isOfWeek,
    isLonely: lonelyDay.test(whole),
    days,
    isAnyDay: list === null && days.length === 1,
    ...(behind !== undefined && { part: behind.part }),
  };
}

const exception = /^,?\s+(?:except|excluding|but not|not)(?: for| on)*\s+/i;

/** Days at the beginning of `text`, with the part of the day behind them; without those that are excepted, which is a guess. */
export function dayItem(text: string): Item | undefined {
  const item = plainDays(text);
  const [but] = (item && exception.exec(text.slice(item.length))) ?? [];
  const left = item && but !== undefined ? plainDays(text.slice(item.length + but.length)) : undefined;
  if (item === undefined || but === undefined || left === undefined) return item;
  return {
    ...item,
    length: item.length + but.length + left.length,
    ...{ isSure: true, guess: text.slice(0, item.length).trim() },
    days: item.days.filter((day) => !left.days.includes(day)),
  };
}
