import { firstDayOf } from '../../papers/paper-date.ts';
import type { Conditions } from '../filters.ts';
import { stemOf, tokenize } from '../tokens.ts';
import { stopWords } from '../words.ts';
import { authorTerms } from './indexed-text.ts';
import type { InvertedIndex } from './inverted-index.ts';
import { dayNumber, type PaperShelf } from './paper-shelf.ts';

/** Which slots may meet conditions, told without reading a paper. */
export interface SlotFilter {
  mayPass(slot: number): boolean;
  /** True when the paper must be read to be sure: it holds all words of a phrase, but maybe not side by side. */
  mustRead(slot: number): boolean;
}

/** Marks the slots that hold every one of `terms`. */
function holdingAll({ index, shelf }: Held, terms: readonly string[]): Uint8Array {
  const marks = new Uint8Array(shelf.end);
  for (const [place, term] of terms.entries()) {
    const id = index.vocabulary.idOf(term);
    if (id === undefined) return new Uint8Array(shelf.end);
    index.eachSlotWith(id, (slot) => {
      if (marks[slot] === place) marks[slot] = place + 1;
    });
  }
  return marks.map((count) => (count === terms.length ? 1 : 0));
}

interface Held {
  readonly index: InvertedIndex;
  readonly shelf: PaperShelf;
}

/** A count of more terms does not fit a mark; phrases that long are found by their first words as well. */
const maxMarkedTerms = 255;

/** The terms that a paper surely holds which holds `text` word for word, in one form. */
function termsIn(text: string, form: (token: string) => string): string[] {
  const tokens = tokenize(text).filter((token) => !stopWords.has(token));
  return [...new Set(tokens.map(form))];
}

/** It stands for any name that begins so. */
const isInitial = (term: string): boolean => term.length === 2;

/** What conditions say of days and terms. */
export interface TermConditions {
  /** YYYYMMDD as a number: a paper's last possible day must be this or later, its first one before. */
  readonly sinceDay: number;
  readonly beforeDay: number;
  readonly hasCode: boolean;
  /** Terms of phrases and of authors' names: a paper must hold all of them, and side by side, which only its text tells. */
  readonly withTerms: readonly string[];
  /** Terms that it must not hold. */
  readonly withoutTerms: readonly string[];
  /** Stems of longer exclusions: a paper that holds all of one may hold them side by side. */
  readonly maybeWithout: readonly (readonly string[])[];
}

export function termConditionsOf({ since, before, hasCode, authors, phrases, excluded }: Conditions): TermConditions {
  const exclusions = excluded.map((words) => ({ stems: termsIn(words, stemOf), words: tokenize(words).length }));
  // Of one word the index knows for sure; of several it does not know whether they stand side by side.
  const isSure = ({ stems, words }: (typeof exclusions)[number]): boolean => words === 1 && stems.length === 1;
  return {
    sinceDay: since === undefined ? 0 : dayNumber(firstDayOf(since)),
    beforeDay: before === undefined ? Number.POSITIVE_INFINITY : dayNumber(firstDayOf(before)),
    hasCode,
    withTerms: [
      ...authorTerms(authors).filter((term) => !isInitial(term)),
      ...termsIn(phrases.join('\n'), (token) => token),
    ].slice(0, maxMarkedTerms),
    withoutTerms: exclusions.filter(isSure).flatMap(({ stems }) => stems),
    maybeWithout: exclusions.filter((one) => !isSure(one)).map(({ stems }) => stems.slice(0, maxMarkedTerms)),
  };
}

export function createSlotFilter(held: Held, conditions: Conditions): SlotFilter {
  const { shelf } = held;
  const { sinceDay, beforeDay, hasCode, withTerms, withoutTerms, maybeWithout } = termConditionsOf(conditions);
  const hasDates = conditions.since !== undefined || conditions.before !== undefined;
  const needed = withTerms.length > 0 ? holdingAll(held, withTerms) : undefined;
  const refused = withoutTerms.map((term) => holdingAll(held, [term]));
  const doubtful = maybeWithout.map((stems) => holdingAll(held, stems));
  return {
    mayPass(slot) {
      if (hasDates) {
        const [first, last] = [shelf.firstDay(slot), shelf.lastDay(slot)];
        if (last === 0 || last < sinceDay || first >= beforeDay) return false;
      }
      if (hasCode && !shelf.hasCode(slot)) return false;
      if (needed !== undefined && needed[slot] !== 1) return false;
      return !refused.some((marks) => marks[slot] === 1);
    },
    mustRead: (slot) =>
      conditions.phrases.length + conditions.authors.length > 0 || doubtful.some((marks) => marks[slot] === 1),
  };
}
