import { isTitleWord } from '../title-terms.ts';
import { stemOf } from '../tokens.ts';
import type { PaperIndex } from './paper-index.ts';
import type { WeightedPostings, WeightedTerm } from './terms.ts';

/** Edits allowed in a misspelt word, as a share of its letters: one in 5 to 7 letters, two in 8 to 12. */
const fuzziness = 0.2;
/** Shorter words have too many neighbours: of four letters, any edit makes another word. */
const minFuzzyChars = 5;
/** Above, every further edit costs more time than it finds words. */
const maxEdits = 3;
/** How many edits make a word of `word`'s length misspelt, not another word. */
const editsAllowed = (word: string): number =>
  word.length < minFuzzyChars ? 0 : Math.min(Math.round(word.length * fuzziness), maxEdits);
/** What a corrected spelling and a longer word count beside an exact match, before their distance: MiniSearch's own weights. */
const fuzzyWeight = 0.45;
const prefixWeight = 0.375;
/** A letter that a longer word has more counts this much of an edit: MiniSearch's own. */
const prefixLetterEdits = 0.3;

/** An index, as far as spelling goes. */
export type Spellings = Pick<PaperIndex, 'papersWith' | 'beginningWith' | 'spelledLike'>;

/** Words whose spellings are remembered. */
const maxRemembered = 500;

/** The same, as long as no term comes or goes: an answer looks a misspelt word up several times, at up to 10 ms among 20,000 papers. */
export function rememberSpellings(index: Spellings): Spellings & { forget(): void } {
  const remembered = new Map<string, Map<string, number>>();
  return {
    papersWith: (term) => index.papersWith(term),
    beginningWith: (start) => index.beginningWith(start),
    spelledLike(word, mostEdits) {
      const key = `${mostEdits} ${word}`;
      const found = remembered.get(key) ?? index.spelledLike(word, mostEdits);
      if (remembered.size >= maxRemembered) remembered.clear();
      remembered.set(key, found);
      return found;
    },
    forget: () => remembered.clear(),
  };
}

/** The known terms that stand for one that was looked for. */
export function termsFor(index: Spellings, { term, weight, isMisspelt }: WeightedTerm): WeightedPostings[] {
  const found: WeightedPostings[] = index.papersWith(term) > 0 ? [{ term, weight }] : [];
  if (!isMisspelt || editsAllowed(term) === 0) return found;
  const longer = index.beginningWith(term).filter((other) => other !== term);
  for (const other of longer) {
    const distance = (other.length - term.length) * prefixLetterEdits;
    found.push({ term: other, weight: (weight * prefixWeight * other.length) / (other.length + distance) });
  }
  const known = new Set([term, ...longer]);
  for (const [other, edits] of index.spelledLike(term, editsAllowed(term))) {
    if (known.has(other)) continue;
    found.push({ term: other, weight: (weight * fuzzyWeight * other.length) / (other.length + edits) });
  }
  return found;
}

/**
 * Slips of the pen stand in papers too, the more the larger a library: of words with one letter wrong 4 % among 20,000 papers and 7 % among
 * 100,000, nearly all in up to so many, beside the right word in thousands. Over more papers names are taken for slips: "runge", "config".
 */
const mostPapersOfSlip = 10;
const leastTimesMore = 100;
/** Shorter ones are likelier words of their own: "crease" is no "create". */
const minSlipChars = 7;

/**
 * The known term that `word` is likely to be misspelt for: the one that is spelled most like it; of equals the one in most papers. For
 * a word that some papers hold only a far commoner one, a letter away. Undefined for a word that is likely meant.
 */
export function closestTerm(index: Spellings, word: string): string | undefined {
  const stem = stemOf(word);
  const papers = Math.max(index.papersWith(word), index.papersWith(stem));
  if (papers > mostPapersOfSlip || (papers > 0 && word.length < minSlipChars) || isTitleWord(word)) return undefined;
  const alike = [...index.spelledLike(word, papers === 0 ? editsAllowed(word) : 1)].filter(
    ([term]) => index.papersWith(term) > papers * leastTimesMore && stemOf(term) !== stem,
  );
  const [best] = alike.sort(([a, edits], [b, others]) => edits - others || index.papersWith(b) - index.papersWith(a));
  return best?.[0];
}
