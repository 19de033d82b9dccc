import { findArxivIds } from '../papers/arxiv-id.ts';
import { hasSubject } from './concepts.ts';
import { dateAfter } from './filter-dates.ts';
import { authorPhrases } from './spoken-authors.ts';
import { datePhrase, year } from './spoken-dates.ts';
import {
  leavingOut,
  numberOf,
  numberWord,
  type Read,
  readPhrases,
  type Terms,
  withNegation,
} from './spoken-phrases.ts';
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

const nouns = '(?:papers?|articles?|works?|preprints?|results?|ones?|publications?|research|stuff|studies)';
/** Ones that can be counted: "two models work" counts none. */
const countable = '(?:papers?|articles?|works|preprints?|results|ones|publications?|studies)';
/** What papers are about, between what they are to be and "papers": "the latest quantization papers". */
const subject = '(?:(?!(?:in|on|of|for|with|to|and|or|from|than|by|is|are)\\b)[\\w-]+ ){1,3}';
/** What a number belongs to that counts no papers: "4 bit papers", "top 1 accuracy", "first 2 moments". */
const measured = [
  'bits?|bytes?|layers?|class(?:es)?|shots?|stages?|steps?|heads?|ways?|folds?|tokens|epochs?|iterations|samples|dimensions|dimensional',
  'hidden|players?|party|parties|towers?|streams?|body|moments?|orders?|derivatives?|components|eigenvectors|eigenvalues|predictions',
  `(?:accuracy|errors?|routing|gating|sampling)(?!(?: [\\w-]+)? ${nouns})`,
].join('|');
const howMany = String.raw`(\d{1,2}|${numberWord})\b(?![ -](?:${measured})\b)`;
/** Nothing follows but filters as they are typed. */
const end = String.raw`[\s.,;!?]*(?:$|\w+:\S)`;

const kindOfPaper = '(?:surveys?|reviews?|tutorials?)(?: papers?)?';

const sinceThen: Read = ([, when = '']) => [when.toLowerCase() === 'today' ? 'since:1d' : 'since:2d'];

/** Each phrase with what it means; earlier ones first. What is read leaves the words. */
const phrases = withNegation([
  datePhrase,
  // "not since:2024": typed ones are read by parseQuestion, which knows no "not".
  [
    /\b((?:since|before|has|author|upvotes):[^\s\uE000]+)/gi,
    ([whole, typed = '']) => (whole === typed ? undefined : [typed]),
  ],
  // What methods are used today is no filter.
  [
    /\b(?:(?:that|which) )?(?:published|released|posted|uploaded|submitted|came out|come out|appeared|publish|release|new) (today|yesterday)\b/gi,
    sinceThen,
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
      `^(?:(?:please |can you |could you )?(?:give|show|find|get|list|send|recommend|suggest|name)(?: me| us)? )?(?:the )?(?:top|best|first) ${howMany}(?: (?:best |top )?${nouns}\\b)?`,
      'gi',
    ),
    ([, amount = '']) => top(amount),
  ],
  [
    new RegExp(
      `\\b(?:the )?(?:newest|latest|most recent) ${howMany}(?: ${nouns}\\b(?: (?:on|about|in|for))?|(?= ${subject}${countable}\\b))`,
      'gi',
    ),
    ([, amount = '']) => top(amount, 'sort:new'),
  ],
  [
    new RegExp(
      `^(?:(?:please |can you |could you )?(?:give|show|find|get|list|send|recommend|suggest|name|i (?:want|need))(?: me| us)? )?(?:the |just |only )?${howMany}( (?:newest|latest|most recent|recent|new))?(?:(?: (?:more|other|different|good|great|best|top|relevant))? ${nouns}\\b|(?= ${subject}${countable}\\b))`,
      'gi',
    ),
    ([, amount = '', order]) => (order === undefined ? top(amount) : top(amount, 'sort:new')),
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
      `\\b(?:(?:that |which )?(?:with|have|has|having|got) )?(?:(more than|over|above|at most|up to|a maximum of|(?:less|fewer) than|under|below|at least|a minimum of) )?(\\d{1,6}|${numberWord})(?:\\+| or more)?( or (?:less|fewer))? (?:upvotes?|likes)\\b`,
      'gi',
    ),
    ([, bound = '', amount = '', orLess]) => {
      const isAtMost = orLess !== undefined || /most|up to|max/i.test(bound);
      const isStrict = isAtMost || /^(?:more|over|above)/i.test(bound);
      const filter = `upvotes:${numberOf(amount) + (isStrict ? 1 : 0)}`;
      return [isAtMost || /less|fewer|under|below/i.test(bound) ? `-${filter}` : filter];
    },
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
      `^(?:what(?:['’]?s| is) )?(?:the )?(?:newest|latest|most recent) (?:on|about|in|with|for) |(?:,\\s*|(?<= ))(?:newest|latest|most recent)(?=${end})`,
      'gi',
    ),
    () => ['sort:new'],
  ],
  [
    /\b(?:(?:that|which) (?:also |do(?:es)?(?: not|n['’]t) )?(?:have|has|come with|comes with|provide|release|include)s?|with(?:out)? (?:and|or) with(?:out)?|with(?:out)?|having|including|providing|releasing|lacking) (?:an? |any |no |their |the )?(?:public(?:ly available)? |open(?:[- ]source)? |available |released |official |source )*(?:code|implementations?|github(?: repo(?:sitory)?)?|repo(?:sitory)?s?)\b(?: (?:available|released|only))?(?=[\s.,;!?]*(?:(?:and|but)?\s*$|please\b|pls\b|thanks\b|since:|before:|sort:|top:|has:|author:|-))/gi,
    ([whole = '']) => {
      if (/ (?:and|or) with/i.test(whole)) return [];
      return [/^without|^lacking| no | not |n['’]t /i.test(whole) ? '-has:code' : 'has:code'];
    },
  ],
  [
    new RegExp(
      `[,\\s]*\\b(?:(?:but |and )?(?:${leavingOut}|neither))(?: any| the)? (${kindOfPaper}(?:(?:,|,? (?:and|or|nor)) (?:any |the )?${kindOfPaper})*)\\b`,
      'gi',
    ),
    ([, kinds = '']) =>
      kinds
        .toLowerCase()
        .match(/survey|review|tutorial/g)
        ?.map((kind) => `-${kind}`),
  ],
  [
    /[,\s]*\bbut not (?!just |only )(?:about |on |for |in )?(?:the )?([\p{L}\p{N}-]+(?: [\p{L}\p{N}-]+)?)(?=[\s.,!?]*$)/giu,
    ([, unwanted = '']) => [unwanted.includes(' ') ? `-"${unwanted}"` : `-${unwanted}`],
  ],
  ...authorPhrases,
  [new RegExp(`\\b(today|yesterday)['’]s ${nouns}\\b`, 'gi'), sinceThen],
  [
    new RegExp(
      `^\\s*(?:(?:what(?:['’]s| is| was)|show|give|find)(?: me| us)? )?(?:(?:the|any|some|all) )*(?:new|recent)(?: ${nouns})?[\\s.,;!?]*$`,
      'gi',
    ),
    () => ['sort:new'],
  ],
]);

function top(amount: string, ...order: string[]): string[] | undefined {
  const number = numberOf(amount);
  return number >= 1 && number <= 20 ? [`top:${number}`, ...order] : undefined;
}

/** Longer texts are pasted, not said. */
const maxSpokenChars = 200;

/**
 * @param text a question of one line, freed of courtesies
 * @param now milliseconds since 1970-01-01 UTC
 * @param library knows who wrote papers; without it names are told by how they are written
 */
export function readSpoken(text: string, now: number, library?: Terms): Spoken {
  // A talk or an abstract is no question, and what is quoted is meant as it stands.
  if (isThread(text) || text.includes('\n') || text.length > maxSpokenChars)
    return { question: text, filters: [], words: text };
  const quoted: string[] = [];
  const bare = text.replace(/"[^"]*"/g, (whole) => `\uE000${quoted.push(whole) - 1}\uE000`);
  const { words: left, filters } = readPhrases(bare, phrases, { now, library });
  if (left === bare) return { question: text, filters, words: text };
  let words = left
    .replace(/\uE000(\d+)\uE000/g, (_, index) => quoted[Number(index)] ?? '')
    .replace(/\(\s*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s+(?=[.,;!?])/g, '')
    .replace(/,{2,}/g, ',')
    .trim()
    .replace(/(?:\s+(?:and|that|which|with|are|were|do|but|or|please|pls|thanks)|[\s,;?.!]+)+$/i, '')
    .replace(/^(?:what(?:['’]s| is| are)|show(?: me| us)?|give (?:me|us)|find(?: me| us)?)\s+/i, '')
    .replace(/^(?:and\s+)?(?:(?:the|any|some|all)\s+)?(?:on|about|regarding|for|of)\s+/i, '');
  // "what papers came out this week" asks for no subject.
  if (!hasSubject(words) && findArxivIds(words).length === 0) words = '';
  const unique = [...new Set(filters)];
  return { question: [words, ...unique].filter((part) => part !== '').join(' '), filters: unique, words };
}
