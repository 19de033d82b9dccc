import { findArxivIds } from '../papers/arxiv-id.ts';
import { hasSubject } from './concepts.ts';
import { dateAfter } from './filter-dates.ts';
import { isThread } from './thread-text.ts';

/**
 * Filters that people say in words, put into the question language: "give me 3 papers on RLHF from 2025" is
 * "RLHF top:3 since:2025 before:2026". Only set phrases are read, since what is read is searched for no more; each shows in the answer
 * and can be taken back there.
 */
export interface Spoken {
  /** The question in the question language. */
  readonly question: string;
  /** What it holds besides the words, as it would be typed: "since:2025". */
  readonly filters: readonly string[];
  /** What is left of the words. */
  readonly words: string;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const count = String.raw`(?:\d{1,3}|a|an|few|couple of|${numbers.join('|')})`;
const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const year = String.raw`(?:19|20)\d{2}`;
const calendarDate = String.raw`(?:${year}-\d{2}(?:-\d{2})?|${year}|${month}(?:,? ${year})?)`;
const span = `(?:(?:this|the (?:last|past)|last|past) (?:${count} )?(?:days?|weeks?|months?|years?))`;
/** "in 2000 steps" is no year. */
const counted =
  ' (?:tokens?|steps?|iterations?|examples?|samples?|dimensions?|layers?|languages|tasks|images|hours|epochs|classes)\\b';
const nouns = '(?:papers?|articles?|works?|preprints?|results?|ones?|publications?|research|stuff|studies)';
/** What papers are about, between what they are to be and "papers": "the latest quantization papers". */
const subject = '(?:(?!(?:in|on|of|for|with|to|and|or|from|than|by|is|are)\\b)[\\w-]+ ){1,3}';
/** Nothing follows but filters as they are typed. */
const end = String.raw`[\s.,;!?]*(?:$|\w+:\S)`;
const released =
  '(?:(?:that|which|who) )?(?:(?:have |has |were |was |are |is |been |got |just )*(?:published|released|posted|uploaded|submitted|written|came out|come out|appeared|out) )?';

/** A number of people's: digits, or a word. */
function numberOf(word: string): number {
  const place = numbers.indexOf(word);
  if (place >= 0) return place + 1;
  if (word === 'few') return 3;
  if (word.startsWith('couple')) return 2;
  return /^an?$/.test(word) ? 1 : Number(word);
}

/** "june 2024" as "2024-06"; a month without a year is the last one of that name that has begun. */
function dateOf(said: string, now: number): string {
  if (/^\d/.test(said)) return said;
  const [name = '', ownYear] = said.split(/,? +/);
  const index = months.indexOf(name.slice(0, 3).toLowerCase());
  const today = new Date(now);
  const lastYear = index > today.getUTCMonth() ? today.getUTCFullYear() - 1 : today.getUTCFullYear();
  return `${ownYear ?? lastYear}-${String(index + 1).padStart(2, '0')}`;
}

function spanOf(said: string, now: number): string[] {
  const thisYear = new Date(now).getUTCFullYear();
  if (said === 'this year') return [`since:${thisYear}`];
  if (said === 'last year') return [`since:${thisYear - 1}`, `before:${thisYear}`];
  const [, amount = 'one', unit = ''] = new RegExp(`(?:(${count}) )?(d|w|m|y)[a-z]*$`).exec(said) ?? [];
  return [`since:${numberOf(amount)}${unit}`];
}

/** What stands in names of people. */
const nameWord = String.raw`(?:\p{Lu}[\p{L}.'’-]*|van|von|de|der|den|di|da|la)`;

/** @param rest what follows the match */
type Read = (match: readonly string[], now: number, rest: string) => readonly string[] | undefined;

const lower = (text = ''): string => text.toLowerCase();

/** Each phrase with what it means; earlier ones first, since "from 2025 on" begins like "from 2025". What is read leaves the words. */
const phrases: readonly (readonly [RegExp, Read])[] = [
  [
    new RegExp(
      `\\b${released}(?:between|from) (${calendarDate}) (?:and|to|until|till|-) (${calendarDate})(?![\\w-])`,
      'gi',
    ),
    ([, from = '', to = ''], now) => [`since:${dateOf(from, now)}`, `before:${dateAfter(dateOf(to, now))}`],
  ],
  [
    new RegExp(`\\b${released}from (${calendarDate}) (?:on|onwards?|and later)\\b`, 'gi'),
    ([, from = ''], now) => [`since:${dateOf(from, now)}`],
  ],
  [
    new RegExp(
      `\\b${released}(?:since|starting (?:in|from)|newer than|not older than) (${calendarDate})(?![\\w-])`,
      'gi',
    ),
    ([, from = ''], now) => [`since:${dateOf(from, now)}`],
  ],
  [
    new RegExp(`\\b${released}(?:after|later than) (${calendarDate})(?![\\w-])`, 'gi'),
    ([, from = ''], now) => [`since:${dateAfter(dateOf(from, now))}`],
  ],
  [
    new RegExp(
      `\\b${released}(?:before|until|till|older than|prior to|earlier than) (${calendarDate})(?![\\w-])`,
      'gi',
    ),
    ([, to = ''], now) => [`before:${dateOf(to, now)}`],
  ],
  // "may" alone is a verb too.
  [
    new RegExp(
      `\\b${released}(?:from|in|of|during) (?!may\\b(?! ${year}))(${calendarDate})(?![\\w-]|${counted})`,
      'gi',
    ),
    ([, when = ''], now) => [`since:${dateOf(when, now)}`, `before:${dateAfter(dateOf(when, now))}`],
  ],
  [
    new RegExp(`\\b${released}(?:(?:from|in|within|over|during|of) )?(?:the )?(${span})(?:['’]s)?(?![\\w-])`, 'gi'),
    ([, when = ''], now) => spanOf(lower(when).replace(/^the /, ''), now),
  ],
  // What methods are used today is no filter.
  [
    /\b(?:(?:that|which) )?(?:published|released|posted|uploaded|submitted|came out|come out|appeared|publish|release|new) (today|yesterday)\b/gi,
    ([, when = '']) => [lower(when) === 'today' ? 'since:1d' : 'since:2d'],
  ],
  [
    new RegExp(
      `(?<=^|\\b(?:any|some|the|me|us|on|of|all|only|show|find|list) )(${year}) (?=(?:[\\w-]+ )?${nouns}\\b)`,
      'gi',
    ),
    ([, when = '']) => [`since:${when}`, `before:${dateAfter(when)}`],
  ],
  [
    new RegExp(
      `^(?:(?:please |can you |could you )?(?:give|show|find|get|list|send|recommend|suggest|name)(?: me| us)? )?(?:the )?(?:top|best|first) (\\d{1,2}|${numbers.join('|')})\\b(?: (?:best |top )?${nouns}\\b)?`,
      'gi',
    ),
    ([, amount = '']) => top(amount),
  ],
  [
    new RegExp(
      `\\b(?:the )?(?:newest|latest|most recent) (\\d{1,2}|${numbers.join('|')}) ${nouns}\\b(?: (?:on|about|in|for))?`,
      'gi',
    ),
    ([, amount = '']) => {
      const limit = top(amount);
      return limit && [...limit, 'sort:new'];
    },
  ],
  [
    new RegExp(
      `^(?:(?:please |can you |could you )?(?:give|show|find|get|list|send|recommend|suggest|name|i (?:want|need))(?: me| us)? )?(?:the |just |only )?(\\d{1,2}|${numbers.join('|')})\\b((?: [a-z-]+)??) ${nouns}\\b`,
      'gi',
    ),
    ([, amount = '', kind = '']) => {
      const limit = top(amount);
      if (/ (?:newest|latest|recent|new)$/i.test(kind)) return limit && [...limit, 'sort:new'];
      return limit;
    },
  ],
  [
    /\b(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?) by (?:date|newest|recency|time)\b|\b(?:newest|latest|most recent) first\b/gi,
    () => ['sort:new'],
  ],
  [
    /\b(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?) by (?:upvotes?|votes?|popularity|likes?)\b|\bmost (?:upvoted|popular|liked|voted) first\b/gi,
    () => ['sort:upvotes'],
  ],
  [
    new RegExp(`\\b(?:the )?most (?:upvoted|popular|liked|voted)(?: ${nouns})?\\b(?: (?:on|about))?`, 'gi'),
    () => ['sort:upvotes'],
  ],
  [
    new RegExp(
      `\\b(?:(?:that |which )?(?:with|have|has|having|got) )?((?:more than|over|above)? ?)(?:at least|no (?:less|fewer) than|a minimum of)? ?(\\d{1,6}|${numbers.join('|')})(?:\\+| or more)? (?:upvotes?|likes)\\b`,
      'gi',
    ),
    ([, more = '', amount = '']) => [`upvotes:${numberOf(lower(amount)) + (more.trim() === '' ? 0 : 1)}`],
  ],
  [
    new RegExp(
      `\\b(?:the )?(?:oldest|earliest) first\\b|\\b(?:sort(?:ed)?|order(?:ed)?) by (?:the )?(?:oldest|earliest)\\b|\\b(?:the )?(?:oldest|earliest) ${nouns}\\b(?: (?:on|about|in|for))?`,
      'gi',
    ),
    () => ['sort:old'],
  ],
  [
    new RegExp(
      `\\b(?:the )?(?:newest|latest|most recent) (?:${nouns}\\b(?: (?:on|about|in|for))?|(?=${subject}${nouns}\\b))|^(?:what(?:['’]?s| is)|(?:is there )?anything) new\\b(?: (?:on|about|in|with|for))?`,
      'gi',
    ),
    () => ['sort:new'],
  ],
  [
    new RegExp(
      `^(?:what(?:['’]?s| is) )?(?:the )?(?:newest|latest|most recent) (?:on|about|in|with|for) |[, ]\\s*(?:newest|latest|most recent)(?=${end})`,
      'gi',
    ),
    () => ['sort:new'],
  ],
  [
    /\b(?:(?:that|which) (?:also )?(?:have|has|come with|comes with|provide|release|include)s?|with|having|including|providing|releasing) (?:an? |their |the )?(?:public(?:ly available)? |open(?:[- ]source)? |available |released |official |source )*(?:code|implementations?|github(?: repo(?:sitory)?)?|repo(?:sitory)?s?)\b(?: (?:available|released|only))?(?=[\s.,;!?]*(?:$|please\b|pls\b|thanks\b|since:|before:|sort:|top:|has:|author:|-))/gi,
    () => ['has:code'],
  ],
  [
    /[,\s]*\b(?:without|no|not|excluding|except|but no|and no|minus|leaving out)(?: any| the)? (surveys?|reviews?|survey papers?|review papers?|tutorials?)\b/gi,
    ([, kind = '']) => [`-${lower(kind).split(' ')[0]?.replace(/s$/, '')}`],
  ],
  [
    /[,\s]*\bbut not (?:about |on |for |in )?(?:the )?([\p{L}\p{N}-]+(?: [\p{L}\p{N}-]+)?)(?=[\s.,!?]*$)/giu,
    ([, unwanted = '']) => [unwanted.includes(' ') ? `-"${unwanted}"` : `-${unwanted}`],
  ],
  [
    new RegExp(
      String.raw`\b(?:(?:[Pp]apers?|articles?|works?|ones?|research|stuff|those|anything|something|authored|written) )*by (${nameWord}(?: ${nameWord})*)(?: et al\b\.?)?(?=[\s.,;!?]|$)`,
      'gu',
    ),
    ([whole = '', name = ''], _now, rest) => {
      // "inference by Transformers" names nobody; "papers by" or a full name at the end does.
      const isEnd = /^[\s.,;!?]*(?:$|since|before|from|on|about|with)/.test(rest);
      const isName = name.includes(' ') ? isEnd : whole.includes(' et al');
      if (whole.startsWith('by ') && !isName) return undefined;
      const plain = name.replace(/[.]+$/, '');
      return [plain.includes(' ') ? `author:"${plain}"` : `author:${plain}`];
    },
  ],
];

function top(amount: string): string[] | undefined {
  const number = numberOf(lower(amount));
  return number >= 1 && number <= 20 ? [`top:${number}`] : undefined;
}

/** Longer texts are pasted, not said. */
const maxSpokenChars = 200;

/**
 * @param text a question of one line, freed of courtesies
 * @param now milliseconds since 1970-01-01 UTC
 */
export function readSpoken(text: string, now: number): Spoken {
  // A talk or an abstract is no question, and what is quoted is meant as it stands.
  if (isThread(text) || text.includes('\n') || text.length > maxSpokenChars)
    return { question: text, filters: [], words: text };
  const quoted: string[] = [];
  let words = text.replace(/"[^"]*"/g, (whole) => `\uE000${quoted.push(whole) - 1}\uE000`);
  const filters: string[] = [];
  for (const [pattern, read] of phrases) {
    words = words.replace(pattern, (whole: string, ...more) => {
      const text = String(more.at(-1));
      const groups = more.slice(0, -2).filter((part): part is string => typeof part === 'string');
      const found = read([whole, ...groups], now, text.slice(Number(more.at(-2)) + whole.length));
      if (found === undefined) return whole;
      filters.push(...found);
      return ' ';
    });
  }
  if (filters.length === 0) return { question: text, filters, words: text };
  words = words
    .replace(/\uE000(\d+)\uE000/g, (_, index) => quoted[Number(index)] ?? '')
    .replace(/\s+/g, ' ')
    .replace(/\s+(?=[.,;!?])/g, '')
    .replace(/,{2,}/g, ',')
    .trim()
    .replace(/^(?:on|about|regarding|for|of)\s+/i, '')
    .replace(/(?:\s+(?:and|that|which|but|or|please|pls|thanks)|[\s,;?.!]+)+$/i, '')
    .trim();
  words = words.replace(/^(?:what(?:['’]s| is| are)|show(?: me| us)?|give (?:me|us)|find(?: me| us)?)\s+/i, '');
  // "what papers came out this week" asks for no subject.
  if (!hasSubject(words) && findArxivIds(words).length === 0) words = '';
  const unique = [...new Set(filters)];
  return { question: [words, ...unique].filter((part) => part !== '').join(' '), filters: unique, words };
}
