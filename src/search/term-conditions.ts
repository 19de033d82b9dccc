import { firstDayOf } from '../papers/paper-date.ts';
import type { Conditions } from './filters.ts';
import { authorTerms } from './index/indexed-text.ts';
import type { PaperIndex } from './index/paper-index.ts';
import { dayNumber, type PaperFacts } from './paper-facts.ts';
import { stemOf, tokenize } from './tokens.ts';
import { stopWords } from './words.ts';

/** What conditions say of facts and terms: it can be told without reading a paper. */
export interface TermConditions {
  /** YYYYMMDD as a number: a paper's last possible day must be this or later, its first one before. */
  readonly sinceDay: number;
  readonly beforeDay: number;
  readonly hasCode: boolean;
  /** 0 where any number will do. */
  readonly leastUpvotes: number;
  /** Terms of phrases and of authors' names: a paper must hold all of them, and side by side, which only its text tells. */
  readonly withTerms: readonly string[];
  /** Terms that it must not hold. */
  readonly withoutTerms: readonly string[];
  /** Stems of longer exclusions: a paper that holds all of one may hold them side by side. */
  readonly maybeWithout: readonly (readonly string[])[];
}

/** The terms that a paper surely holds which holds `text` word for word, in one form. */
function termsIn(text: string, form: (token: string) => string): string[] {
  const tokens = tokenize(text).filter((token) => !stopWords.has(token));
  return [...new Set(tokens.map(form))];
}

/** It stands for any name that begins so. */
const isInitial = (term: string): boolean => term.length === 2;

export function termConditionsOf({
  since,
  before,
  hasCode,
  upvotes = 0,
  authors,
  phrases,
  excluded,
}: Conditions): TermConditions {
  const exclusions = excluded.map((words) => ({ stems: termsIn(words, stemOf), words: tokenize(words).length }));
  // Of one word the index knows for sure; of several it does not know whether they stand side by side.
  const isSure = ({ stems, words }: (typeof exclusions)[number]): boolean => words === 1 && stems.length === 1;
  return {
    sinceDay: since === undefined ? 0 : dayNumber(firstDayOf(since)),
    beforeDay: before === undefined ? Number.POSITIVE_INFINITY : dayNumber(firstDayOf(before)),
    hasCode,
    leastUpvotes: upvotes,
    withTerms: [
      ...authorTerms(authors).filter((term) => !isInitial(term)),
      ...termsIn(phrases.join('\n'), (token) => token),
    ],
    withoutTerms: exclusions.filter(isSure).flatMap(({ stems }) => stems),
    maybeWithout: exclusions.filter((one) => !isSure(one)).map(({ stems }) => stems),
  };
}

/** Whether only the text of a paper tells if it meets the conditions, once it meets those of terms. */
export function mustRead({ phrases, authors }: Conditions, { maybeWithout }: TermConditions): boolean {
  return phrases.length + authors.length + maybeWithout.length > 0;
}

/** Gives whether the paper in a slot may meet conditions, by what the index and its facts say. */
export function createSlotFilter(
  index: PaperIndex,
  factsAt: (slot: number) => PaperFacts | undefined,
  { sinceDay, beforeDay, hasCode, leastUpvotes, withTerms, withoutTerms }: TermConditions,
): (slot: number) => boolean {
  const needed = withTerms.map((term) => index.postings(term));
  const refused = withoutTerms.map((term) => index.postings(term));
  const hasDates = sinceDay > 0 || Number.isFinite(beforeDay);
  return (slot) => {
    if (!needed.every((papers) => papers.has(slot)) || refused.some((papers) => papers.has(slot))) return false;
    if (!hasDates && !hasCode && leastUpvotes === 0) return true;
    const facts = factsAt(slot);
    if (facts === undefined || (hasCode && !facts.hasCode) || facts.upvotes < leastUpvotes) return false;
    return !hasDates || (facts.lastDay > 0 && facts.lastDay >= sinceDay && facts.firstDay < beforeDay);
  };
}
