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
  /** Sets the scores, by slot, of those that do not to 0. */
  drop(scores: Float32Array): void;
  /** True when the paper must be read to be sure: it holds all words of a phrase, but maybe not side by side. */
  mustRead(slot: number): boolean;
}

/** Marks the slots that hold every one of the terms of some list; an empty list is held by all. */
function holdingAllOfAny({ index, shelf }: Held, lists: readonly (readonly string[])[]): Uint8Array {
  const { vocabulary } = index;
  const marks = new Uint8Array(shelf.end);
  for (const terms of lists) {
    const ids = terms.flatMap((term) => vocabulary.idOf(term) ?? []);
    if (ids.length < terms.length) continue;
    const [rarest, ...others] = ids.sort((a, b) => vocabulary.papersWith(a) - vocabulary.papersWith(b));
    if (rarest === undefined) return marks.fill(1);
    index.eachSlotWith(rarest, (slot) => {
      if (others.every((id) => index.holds(id, slot))) marks[slot] = 1;
    });
  }
  return marks;
}

interface Held {
  readonly index: InvertedIndex;
  readonly shelf: PaperShelf;
}

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
    ],
    withoutTerms: exclusions.filter(isSure).flatMap(({ stems }) => stems),
    maybeWithout: exclusions.filter((one) => !isSure(one)).map(({ stems }) => stems),
  };
}

export function createSlotFilter(held: Held, conditions: Conditions): SlotFilter {
  const { shelf } = held;
  const { sinceDay, beforeDay, hasCode, withTerms, withoutTerms, maybeWithout } = termConditionsOf(conditions);
  const hasDates = conditions.since !== undefined || conditions.before !== undefined;
  const needed = holdingAllOfAny(held, [withTerms]);
  const refused = holdingAllOfAny(
    held,
    withoutTerms.map((term) => [term]),
  );
  const doubtful = holdingAllOfAny(held, maybeWithout);
  const hasTerms = withTerms.length + withoutTerms.length > 0;
  const mayPass = (slot: number): boolean => {
    if (hasDates) {
      const [first, last] = [shelf.firstDay(slot), shelf.lastDay(slot)];
      if (last === 0 || last < sinceDay || first >= beforeDay) return false;
    }
    if (hasCode && !shelf.hasCode(slot)) return false;
    return !hasTerms || (needed[slot] === 1 && refused[slot] !== 1);
  };
  return {
    mayPass,
    drop(scores) {
      for (let slot = 0; slot < scores.length; slot += 1)
        if ((scores[slot] ?? 0) > 0 && !mayPass(slot)) scores[slot] = 0;
    },
    mustRead: (slot) => conditions.phrases.length + conditions.authors.length > 0 || doubtful[slot] === 1,
  };
}
