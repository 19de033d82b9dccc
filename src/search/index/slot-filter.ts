import { firstDayOf } from '../../papers/paper-date.ts';
import type { Conditions } from '../filters.ts';
import { stemOf, tokenize } from '../tokens.ts';
import { stopWords } from '../words.ts';
import type { InvertedIndex } from './inverted-index.ts';
import { dayNumber, type PaperShelf } from './paper-shelf.ts';

/** Which slots may meet conditions, told without reading a paper. */
export interface SlotFilter {
  mayPass(slot: number): boolean;
  /** True when the paper must be read to be sure: it holds all words of a phrase, but maybe not side by side. */
  mustRead(slot: number): boolean;
}

/** One mark for each slot; undefined where nothing is marked. */
type Marks = Uint8Array | undefined;

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

const isIndexed = (token: string): boolean => !stopWords.has(token);
/** A count of more terms does not fit a mark; a phrase that long is found by its first words as well. */
const maxMarkedTerms = 255;
const termsFor = (text: string, form: (token: string) => string): string[] =>
  [...new Set(tokenize(text).filter(isIndexed).map(form))].slice(0, maxMarkedTerms);

export function createSlotFilter(held: Held, conditions: Conditions): SlotFilter {
  const { shelf } = held;
  const { since, before, hasCode, phrases, excluded } = conditions;
  const sinceDay = since === undefined ? 0 : dayNumber(firstDayOf(since));
  const beforeDay = before === undefined ? Number.POSITIVE_INFINITY : dayNumber(firstDayOf(before));
  const hasDates = since !== undefined || before !== undefined;
  const needed = phrases.map((phrase) =>
    holdingAll(
      held,
      termsFor(phrase, (token) => token),
    ),
  );
  const refused = excluded.map((words) => ({
    marks: holdingAll(held, termsFor(words, stemOf)),
    // Of one word the index knows for sure; of several it does not know whether they stand side by side.
    isSure: tokenize(words).length === 1 && termsFor(words, stemOf).length === 1,
  }));
  const isMarked = (marks: Marks, slot: number): boolean => marks?.[slot] === 1;
  return {
    mayPass(slot) {
      if (hasDates) {
        const [first, last] = [shelf.firstDay(slot), shelf.lastDay(slot)];
        if (last === 0 || last < sinceDay || first >= beforeDay) return false;
      }
      if (hasCode && !shelf.hasCode(slot)) return false;
      if (!needed.every((marks) => isMarked(marks, slot))) return false;
      return !refused.some(({ marks, isSure }) => isSure && isMarked(marks, slot));
    },
    mustRead: (slot) => needed.length > 0 || refused.some(({ marks, isSure }) => !isSure && isMarked(marks, slot)),
  };
}
