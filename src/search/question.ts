import { findArxivIds, parseArxivId } from '../papers/arxiv-id.ts';
import { nameWords } from '../papers/author-names.ts';
import { notExcluded, takeExcludedSpans } from './excluded-filters.ts';
import { filterDate } from './filter-dates.ts';
import { filterLike } from './filter-names.ts';
import { isThread, spokenText } from './thread-text.ts';
import { tokenize } from './tokens.ts';
import { withoutTypedMarks } from './typed-marks.ts';

/** What a person asked, parsed. See `questionLanguage` for what people are told. */
export interface Question {
  /** As the person wrote it. */
  readonly text: string;
  /** The plain words and phrases, filters and exclusions left out: what is ranked. */
  readonly words: string;
  /** Each must occur in the paper, word for word. */
  readonly phrases: readonly string[];
  /** None may occur in the paper: words or phrases. */
  readonly excluded: readonly string[];
  /** "YYYY", "YYYY-MM" or "YYYY-MM-DD", the first day that counts. */
  readonly since?: string;
  /** The same, the first day that does not count any more. */
  readonly before?: string;
  readonly hasCode: boolean;
  /** Names, each of somebody who must have written the paper. */
  readonly authors: readonly string[];
  readonly sort: SortOrder;
  /** At least so many upvotes. */
  readonly upvotes?: number;
  /** Words are looked for as they are spelled. */
  readonly isLiteral: boolean;
  /** How many papers to list, when the person said so. */
  readonly top?: number;
  /** Papers named by id or link. */
  readonly paperIds: readonly string[];
  /** Filters that make no sense, each as a sentence that names the cure. */
  readonly problems: readonly string[];
}

const sortOrders = ['match', 'new', 'old', 'upvotes'] as const;
export type SortOrder = (typeof sortOrders)[number];

/** The question language in the words of the help, the same for Slack, the terminal and the README. */
export const questionLanguage: readonly { readonly example: string; readonly meaning: string }[] = [
  { example: 'massive activations in LLMs', meaning: 'plain words, whole questions, acronyms' },
  { example: '"state space"', meaning: 'this exact phrase' },
  { example: '-survey', meaning: 'without this word' },
  { example: 'since:2024', meaning: 'from then on; also since:2024-06, since:2024-06-15, since:30d' },
  { example: 'before:2025-06', meaning: 'older than that' },
  { example: 'has:code', meaning: 'only papers that link to code' },
  {
    example: 'author:marlowe',
    meaning: 'only papers by them, where the source names authors; author:"ada marlowe" too',
  },
  { example: 'upvotes:20', meaning: 'only papers with at least so many upvotes on Hugging Face' },
  { example: 'sort:new', meaning: 'newest first; sort:old for oldest first, sort:upvotes for most upvotes first' },
  { example: 'top:8', meaning: 'how many to show, 1 to 20' },
  { example: 'spelling:exact', meaning: 'words just as they are typed, without corrected spellings' },
  { example: '2409.10594', meaning: 'that paper; links to arXiv, Hugging Face or alphaXiv work too' },
];

/** More than 20 papers at once are a list that nobody reads in chat. */
export const maxTop = 20;

/** Longest question that is read, in characters: a long thread fits, a pasted file does not stall the bot. */
export const maxQuestionChars = 12_000;

/** What people talk about, as a question: all of it is words, nothing a filter. */
export function talkQuestion(text: string): Question {
  const read = text.slice(0, maxQuestionChars).toWellFormed();
  const words = spokenText(read);
  const nothing = { phrases: [], excluded: [], authors: [], paperIds: [], problems: [] };
  return { ...nothing, text, words, hasCode: false, isLiteral: false, sort: 'match' };
}

/** Problems told at once; a flood of them is no question. */
const maxProblems = 3;

interface Draft {
  words: string[];
  phrases: string[];
  excluded: string[];
  since?: string;
  before?: string;
  hasCode: boolean;
  authors: string[];
  sort: SortOrder;
  upvotes?: number;
  isLiteral: boolean;
  top?: number;
  problems: string[];
}

const dateCure = 'Write a year, a month, a day or a number of days back: 2024, 2024-06, 2024-06-15, 30d.';

type ReadFilter = (draft: Draft, value: string, now: number) => string | undefined;

// Each returns what is wrong, or undefined after writing to the draft.
const filters: ReadonlyMap<string, ReadFilter> = new Map<string, ReadFilter>([
  [
    'since',
    (draft, value, now) => {
      const date = filterDate(value, now);
      if (date === undefined) return `since:${value} is not a date. ${dateCure}`;
      draft.since = date;
      return undefined;
    },
  ],
  [
    'before',
    (draft, value, now) => {
      const date = filterDate(value, now);
      if (date === undefined) return `before:${value} is not a date. ${dateCure}`;
      draft.before = date;
      return undefined;
    },
  ],
  [
    'has',
    (draft, value) => {
      if (value.toLowerCase() !== 'code') return `has:${value} is not known. The only one is has:code.`;
      draft.hasCode = true;
      return undefined;
    },
  ],
  [
    'author',
    (draft, value) => {
      if (nameWords(value).length === 0)
        return `author:${value} is no name. Write author:marlowe or author:"ada marlowe".`;
      draft.authors.push(value);
      return undefined;
    },
  ],
  [
    'sort',
    (draft, value) => {
      const order = sortOrders.find((known) => known === value.toLowerCase());
      if (order === undefined) return `sort:${value} is not known. Use sort:new, sort:old, sort:upvotes or sort:match.`;
      draft.sort = order;
      return undefined;
    },
  ],
  [
    'upvotes',
    (draft, value) => {
      // "upvotes:>=20" and "upvotes:20+" mean the same.
      const [, least] = /^(?:>=?)?(\d{1,7})\+?$/.exec(value) ?? [];
      if (least === undefined) return `upvotes:${value} is not a number. Write the least number, such as upvotes:20.`;
      draft.upvotes = Number(least);
      return undefined;
    },
  ],
  [
    'spelling',
    (draft, value) => {
      if (value.toLowerCase() !== 'exact') return `spelling:${value} is not known. The only one is spelling:exact.`;
      draft.isLiteral = true;
      return undefined;
    },
  ],
  [
    'top',
    (draft, value) => {
      const count = Number(value);
      if (!Number.isInteger(count) || count < 1 || count > maxTop) {
        return `top:${value} is not a number from 1 to ${maxTop}.`;
      }
      draft.top = count;
      return undefined;
    },
  ],
]);

const exampleValues: Readonly<Record<string, string>> = {
  since: '2024',
  before: '2025-06',
  has: 'code',
  author: 'marlowe',
  sort: 'new',
  upvotes: '20',
  spelling: 'exact',
  top: '8',
};

const filterNames = [...filters.keys()];

// What follows a word in a sentence and is no part of it: "since:2024?", "-survey,".
const closingMarks = /[.,;:!?)\]\u2026]+$/;

// One that is known, or an exclusion of one word, with nothing else between the marks.
const wrappedFilter =
  /(?<!\S)["'([]((?:since|before|has|author|sort|upvotes|spelling|top):[^\s"'()[\]]+|-\p{L}[^\s"'()[\]]*)["')\]](?=[\s.,;!?\u2026]|$)/giu;

// In this order: -"phrase" or "phrase"; name:value; anything else up to a space.
const piece = /(-?)"([^"]*)"|(?<![^\s])(-?)([a-z]+):("[^"]+"|\S+)|(\S+)/gi;

function readPiece(draft: Draft, match: RegExpExecArray, now: number): void {
  const [whole, minus, phrase, not, name, value] = match;
  if (phrase !== undefined) {
    // Of marks or emoji alone, as in "...", nothing can be looked for.
    if (tokenize(phrase).length === 0) return;
    (minus === '-' ? draft.excluded : draft.phrases).push(phrase.trim());
    return;
  }
  if (name !== undefined && value !== undefined) {
    const filterName = name.toLowerCase();
    const read = filters.get(filterName);
    const plain = value.replace(closingMarks, '').replaceAll('"', '');
    const problem = not === '-' && read !== undefined ? notExcluded(filterName, plain) : read?.(draft, plain, now);
    if (problem !== undefined) draft.problems.push(problem);
    if (read !== undefined) return;
    const like = not === '-' ? undefined : filterLike(filterName, filterNames);
    if (like !== undefined && /^[\d\w-]+$/.test(value)) {
      draft.problems.push(
        `${name}: is not a filter. Did you mean ${like}:? The filters are ${filterNames.map((known) => `${known}:`).join(', ')}.`,
      );
      return;
    }
  }
  const bareName = /^([a-z]+):$/i.exec(whole)?.[1]?.toLowerCase();
  if (bareName !== undefined && filters.has(bareName)) {
    draft.problems.push(`${bareName}: needs a value right after it, such as ${bareName}:${exampleValues[bareName]}.`);
    return;
  }
  const excluded = /^-(\p{L}\S*)$/u.exec(whole)?.[1]?.replace(closingMarks, '');
  if (excluded === undefined) draft.words.push(whole);
  else draft.excluded.push(excluded);
}

/**
 * Parses a question. Never throws: what makes no sense is listed in `problems`. A long text of several lines is all words.
 *
 * @param now milliseconds since 1970-01-01 UTC, for filters such as since:30d
 */
export function parseQuestion(text: string, now: number): Question {
  const read = text.slice(0, maxQuestionChars).toWellFormed();
  if (isThread(read)) return talkQuestion(text);
  const plain = withoutTypedMarks(read)
    .replace(/[\u201C-\u201F\u00AB\u00BB\u2033\u301D\u301E\uFF02]/g, '"')
    .replace(/[\u2018-\u201B\u2039\u203A]/g, "'")
    // Single quotes are apostrophes, save right after a minus or a colon.
    .replace(/(?<=(?:^|\s)-|(?<!\S)[a-z]+:)'([^'"]+)'(?!\p{L})/giu, '"$1"')
    // A filter in quotes or brackets, as in "since:2024" or (has:code), is that filter.
    .replace(wrappedFilter, ' $1 ')
    .replace(/(^|\s)(?:[\u2013\u2212]|--)(?=\p{L}|")/gu, '$1-')
    // Slack sends an emoji by its name, as in :wave:.
    .replace(/(?<!\S):[a-z0-9_+'-]+:(?!\w)/gi, ' ')
    // "since: 2024" is meant as since:2024.
    .replace(
      /(?<!\S)(since|before|has|sort|upvotes|top):\s+(?=\d{1,4}(?:[-dwmy]|\b(?!\.\d))|code\b|new\b|old\b|upvotes\b)/gi,
      '$1:',
    );
  const draft: Draft = {
    words: [],
    phrases: [],
    excluded: [],
    hasCode: false,
    authors: [],
    sort: 'match',
    isLiteral: false,
    problems: [],
  };
  const { text: withoutSpans, problems: spans } = takeExcludedSpans(plain);
  draft.problems.push(...spans);
  for (const match of withoutSpans.matchAll(piece)) readPiece(draft, match, now);
  const { since = '', before = '' } = draft;
  const isEmptySpan = since !== '' && before !== '' && `${since}-01-01`.slice(0, 10) >= `${before}-01-01`.slice(0, 10);
  if (isEmptySpan)
    draft.problems.push(`Nothing is both since:${since} and before:${before}. Swap or drop one of them.`);
  // "@paperboy" addresses somebody; an id is not a word to look for.
  const words = draft.words.filter((word) => !/^@\w/.test(word) && parseArxivId(word) === undefined);
  const { words: _, ...rest } = draft;
  return {
    ...rest,
    problems: [...new Set(draft.problems)].slice(0, maxProblems),
    text,
    words: [...words, ...draft.phrases].join(' '),
    paperIds: findArxivIds(draft.words.join(' ')),
  };
}
