import { dateAfter, filterDate } from './filter-dates.ts';
import { numberOf, numberWord, type Phrase, type Read } from './spoken-phrases.ts';

/**
 * Dates as people say them: one or two expressions ("June 1, 2024", "Q1 2025", "the last two years", "2023 or 2024"), and how papers
 * stand to them ("since", "before", "older than", "or later").
 */

export const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
export const year = String.raw`(?:19|20)\d{2}`;
const dayOfMonth = String.raw`(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d)`;
const amount = String.raw`(?:\d{1,3}|an?|(?:a )?few|(?:a )?couple of|${numberWord})`;
const recent = '(?:this|(?:the )?(?:last|past)) ';
const unit = '(?:day|week|month|year)';
const date = [
  `${year}[-/.]\\d{2}(?:[-/.]\\d{2})?|\\d{2}[/.]${year}`,
  `q[1-4],?(?: of)? ${year}|${year},? q[1-4]`,
  `${month} ${dayOfMonth}(?:,? ${year})?|(?:the )?${dayOfMonth}(?: of)? ${month}(?:,? ${year})?`,
  `${month}(?:,?(?: of)? ${year})?|(?:the year )?${year}`,
  `today|yesterday`,
  `${recent}(?:${amount} )?${unit}s?|${amount} ${unit}s?(?: ago| old)?`,
].join('|');

const released =
  '(?:(?:that|which|who) )?(?:(?:have |has |were |was |are |is |been |got |just )*(?:published|released|posted|uploaded|submitted|written|came out|come out|appeared|out) )?';
const relation =
  'since|starting (?:in|from)|as of|(?:in|on|from) or (?:after|before)|after|(?:later|newer|more recent|less) than|before|until|till|up to|prior to|pre|(?:older|earlier|more) than|between|from|in|of|on|during|within|over|through|by';
const link = ' ?[-–—] ?| (?:and|n?or|to|until|till|through) (?:in |from )?';
/** "on" opens a span where it closes what is said of it: before a subject, as in "from 2025 on pruning", it means "about". */
const tail = String.raw`\+|(?<=\bfrom (?:${date})) on(?=[\s.,;!?]*$|[,;]| (?:with|without|by|and|but|that|which)\b| \w+:\S)| (?:on ?wards?|(?:and|or) (?:later|after|newer|earlier|before|older)(?! (?:${date})\b))`;
/** "in 2000 steps" is no year. */
const counted =
  ' (?:tokens?|steps?|iterations?|examples?|samples?|dimensions?|layers?|languages|tasks|images|hours|epochs|classes)\\b';
const said = new RegExp(
  `(?<![\\d/.])\\b${released}(?:(${relation})[ -])?(${date})(?:(${link})(${date}))?(${tail})?(?:['’]s)?(?![\\w-]|[/.]\\d|${counted})`,
  'gi',
);

/** What is part of a date, and was not read with it: then none of it is, as in "2021, 2023 or 2024". */
const readOn = new RegExp(
  `^(?:\\s*[,/–—-]?\\s*\\d+(?:st|nd|rd|th)?(?=[\\s,.;!?]|$)|,?(?:${link})(?:${date})\\b|,? or (?:${relation}|later|earlier|newer|older)\\b)`,
  'i',
);
const readBefore = new RegExp(
  `(?::|${year}[\\s,/–—-]*|\\b(?:since|until|till|before|after|than|between|or|about|at|near|circa|early|mid|late|around|beginning|start|middle|end|half|spring|summer|autumn|fall|winter)[\\s-]*)$`,
  'i',
);
const end = /^[\s.,;!?]*$/;

/** Values of filters: from the first on, and before the second; without it, until now. */
type Interval = readonly [from: string, to: string | undefined];

const countedBack = new RegExp(`^(?:${recent})?(?:(${amount}) )?(${unit})s?(?: ago| old)?$`);

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** "june 1, 2024" as "2024-06-01"; one without a year is the last of that name that has begun. */
function calendarDate(said: string, today: string): string {
  const index = months.findIndex((name) => said.includes(name));
  const [ownYear] = /\d{4}/.exec(said) ?? [];
  if (index < 0 && ownYear !== undefined) {
    const parts = said.match(/\d+/g) ?? [];
    return (parts[0] === ownYear ? parts : parts.reverse()).join('-');
  }
  const [day] = /(?<!\d)\d{1,2}(?!\d)/.exec(said) ?? [];
  const inYear = [index + 1, ...(day === undefined ? [] : [Number(day)])].map((part) => `-${twoDigits(part)}`).join('');
  const thisYear = Number(today.slice(0, 4));
  return `${ownYear ?? (`${thisYear}${inYear}` > today ? thisYear - 1 : thisYear)}${inYear}`;
}

function intervalOf(text: string, now: number): Interval | undefined {
  const said = text.toLowerCase();
  const isoDay = (daysAgo: number) => filterDate(`${daysAgo}d`, now) ?? '';
  const today = isoDay(0);
  const thisYear = Number(today.slice(0, 4));
  if (said === 'this year') return [`${thisYear}`, undefined];
  if (/^(?:the )?last year$/.test(said)) return [`${thisYear - 1}`, `${thisYear}`];
  const [, count = 'one', unit] = countedBack.exec(said) ?? [];
  if (unit !== undefined) return [`${numberOf(count)}${unit[0]}`, undefined];
  const [quarter] = /(?<=q)[1-4]/.exec(said) ?? [];
  if (quarter !== undefined) {
    const [ownYear] = /\d{4}/.exec(said) ?? [];
    const last = Number(quarter) * 3;
    return [`${ownYear}-${twoDigits(last - 2)}`, dateAfter(`${ownYear}-${twoDigits(last)}`)];
  }
  const day = said === 'today' ? today : said === 'yesterday' ? isoDay(1) : calendarDate(said, today);
  return filterDate(day, now) === undefined ? undefined : [day, dateAfter(day)];
}

/** "May 2024" and "05/2024" need no word before them at either end. */
const isMonthOfYear = new RegExp(`^(?:.*${month}.* |\\d{2}[/.])${year}$`, 'i');
const isOfMonth = new RegExp(`^(?!.*\\d{4}).*${month}`, 'i');

/** What one or two dates span; undefined for "2021 or 2024", which no filter says. */
function spanOf(first: string, second: string | undefined, isRange: boolean, now: number): Interval | undefined {
  // "from March to May 2024"
  const [endYear = ''] = /\d{4}/.exec(second ?? '') ?? [];
  const one = intervalOf(isOfMonth.test(first) ? `${first} ${endYear}`.trim() : first, now);
  const other = second === undefined ? undefined : intervalOf(second, now);
  if (one === undefined || other === undefined) return second === undefined ? one : undefined;
  if (isRange || one[1] === other[0]) return [one[0], other[1]];
  return other[1] === one[0] ? [other[0], one[1]] : undefined;
}

const isAge = new RegExp(`^${amount} ${unit}`, 'i');
const isRecent = new RegExp(`^${recent}`, 'i');

/** Whether a date is said so: "in two years", "over 2000" and "2024" alone are none, nor is "which may" with its verb. */
function isSaid(how: string, first: string, [from]: Interval, rest: string): boolean {
  if (isAge.test(first))
    return / (?:ago|old)$/i.test(first)
      ? /than$|^(?:since|before|after|until|till|prior to)$/.test(how)
      : /er than$|recent than$|^since$/.test(how);
  if (isRecent.test(first)) return !/^(?:on|pre|less than|more than)$/.test(how);
  if (/day$/i.test(first)) return !/^(?:|in|of|on|during|within|over|pre|less than|more than)$/.test(how);
  if (/^may$/i.test(first) && /^(?:from|in|of|during)$/.test(how))
    return end.test(rest) || /^ (?:on|onwards?|about)\b/.test(rest);
  if (how === 'on') return from.length === 'YYYY-MM-DD'.length;
  if (how === 'by') return isMonthOfYear.test(first);
  return how === '' ? /q[1-4]/i.test(first) : !/^(?:within|over|less than|more than)$/.test(how);
}

const isWithin = /^(?:|from|in|of|on|during|within|over|between)$/;

function filtersOf(how: string, tail: string, [from, to]: Interval): string[] | undefined {
  const isOpen = isWithin.test(how) && tail !== '';
  if (isOpen && !/earlier|before|older/i.test(tail)) return [`since:${from}`];
  if (isOpen || /^(?:until|till|through|by|up to)$|or before$/.test(how)) return [`before:${to ?? from}`];
  if (isWithin.test(how)) return to === undefined ? [`since:${from}`] : [`since:${from}`, `before:${to}`];
  if (/^(?:since|starting|as of)|or after$/.test(how)) return [`since:${from}`];
  return /after|later|newer|recent|less/.test(how) ? [`since:${to ?? from}`] : [`before:${from}`];
}

/** @param isUnderList dates may be said alone, or with "only": "2024", "only 2024 and 2025" */
const readDate =
  (isUnderList: boolean): Read =>
  ([whole = '', relation = '', first = '', link = '', second, tail = ''], { before, rest, now }) => {
    if (readOn.test(rest) || readBefore.test(before)) return undefined;
    const how = relation.toLowerCase();
    const isRange = !/and|or/i.test(link) || how === 'between';
    const when = spanOf(first, second, isRange, now);
    if (when === undefined || (second === undefined && how === 'between')) return undefined;
    if (second !== undefined && !isWithin.test(how) && !(how === 'since' && isRange)) return undefined;
    // "except 2023", "published 2024"
    const isMonth = isMonthOfYear.test(first);
    const isLed = end.test(rest) && (isMonth || !whole.startsWith(first));
    const isAlone =
      isLed ||
      (isMonth && before.trim() === '') ||
      (isUnderList &&
        (/\b(?:only|just) $/i.test(before) || /^ only\b/i.test(rest) || (before.trim() === '' && end.test(rest))));
    const isPlain =
      how === '' && !isAge.test(first) && (isAlone || tail !== '' || (/\d{4}/.test(first) && second !== undefined));
    if (!isPlain && !isSaid(how, first, when, tail + rest)) return undefined;
    return filtersOf(second === undefined ? how : '', tail, when);
  };

export const datePhrase: Phrase = [said, readDate(false)];
export const datePhraseUnderList: Phrase = [said, readDate(true)];
