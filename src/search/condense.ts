import type { Statistics } from './collection.ts';
import { bitsOf } from './concepts.ts';
import { stemOf, tokenize } from './tokens.ts';
import { isFiller } from './words.ts';

/** Words kept of a long text. A question of 16 telling words ranks as a thread's text does, and can be read out in one line. */
const maxWords = 16;

/** Plain words: a compound's parts stand beside it and would repeat it. */
function wordsOf(text: string): string[] {
  return tokenize(text).filter((token) => !isFiller(token) && token.length > 1);
}

/** A word of a long text, as it first occurs. */
interface TellingWord {
  readonly word: string;
  readonly stem: string;
}

/**
 * The `limit` words of a long, noisy text (a thread, a pasted page) that tell most about its subject, in the order they first occur;
 * none that the library does not know.
 */
export function tellingWords(library: Statistics, text: string, limit: number): TellingWord[] {
  const counts = new Map<string, { word: string; count: number; order: number }>();
  for (const word of wordsOf(text)) {
    const stem = stemOf(word);
    const known = counts.get(stem);
    if (known !== undefined) known.count += 1;
    else if (library.papersWith(stem) > 0) counts.set(stem, { word, count: 1, order: counts.size });
  }
  const weighed = [...counts].map(([stem, { word, count, order }]) => ({
    word,
    stem,
    order,
    // Said twice tells more than said once, said ten times hardly more than five: the usual damped tf-idf.
    weight: (1 + Math.log(count)) * bitsOf(library, stem),
  }));
  return weighed
    .sort((a, b) => b.weight - a.weight)
    .slice(0, limit)
    .sort((a, b) => a.order - b.order);
}

/** The words of a long text as a question; '' when the library knows none of them. */
export function condense(library: Statistics, text: string): string {
  return tellingWords(library, text, maxWords)
    .map(({ word }) => word)
    .join(' ');
}
