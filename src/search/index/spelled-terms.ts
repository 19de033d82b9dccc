import type { WeightedTerm } from '../library.ts';
import type { WeightedId } from './inverted-index.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Edits allowed in a misspelt word, as a share of its letters: one in 5 to 7 letters, two in 8 to 12. */
const fuzziness = 0.2;
/** Shorter words have too many neighbours: of four letters, any edit makes another word. */
const minFuzzyChars = 5;
/** How many edits make a word of `word`'s length misspelt, not another word. */
export const editsAllowed = (word: string): number =>
  word.length < minFuzzyChars ? 0 : Math.round(word.length * fuzziness);
/** What a corrected spelling and a longer word count beside an exact match, before their distance: MiniSearch's own weights. */
const fuzzyWeight = 0.45;
const prefixWeight = 0.375;
/** A letter that a longer word has more counts this much of an edit: MiniSearch's own. */
const prefixLetterEdits = 0.3;

/** The known terms that stand for one that was looked for. */
export function termsFor(vocabulary: Vocabulary, { term, weight, isMisspelt }: WeightedTerm): WeightedId[] {
  const exact = vocabulary.idOf(term);
  const ids: WeightedId[] = exact === undefined ? [] : [{ id: exact, weight }];
  if (!isMisspelt || editsAllowed(term) === 0) return ids;
  const longer = vocabulary.beginningWith(term);
  const known = new Set([exact, ...longer]);
  for (const id of longer) {
    const { length } = vocabulary.termOf(id);
    const distance = (length - term.length) * prefixLetterEdits;
    ids.push({ id, weight: (weight * prefixWeight * length) / (length + distance) });
  }
  for (const { id, edits } of vocabulary.spelledLike(term, editsAllowed(term))) {
    const { length } = vocabulary.termOf(id);
    if (!known.has(id)) ids.push({ id, weight: (weight * fuzzyWeight * length) / (length + edits) });
  }
  return ids;
}

/** The known term that is spelled most like `word`; of equals the one in most papers. */
export function closestTerm(vocabulary: Vocabulary, word: string): string | undefined {
  const alike = vocabulary.spelledLike(word, editsAllowed(word));
  const [best] = alike.toSorted(
    (a, b) => a.edits - b.edits || vocabulary.papersWith(b.id) - vocabulary.papersWith(a.id),
  );
  return best && vocabulary.termOf(best.id);
}
