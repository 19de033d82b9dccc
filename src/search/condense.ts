import type { Statistics } from './collection.ts';
import { stemOf, tokenize } from './tokens.ts';
import { isFiller } from './words.ts';

/** Words kept of a long text. A question of 16 telling words ranks as a thread's text does, and can be read out in one line. */
const maxWords = 16;

/** Plain words: a compound's parts stand beside it and would repeat it. */
function wordsOf(text: string): string[] {
  return tokenize(text).filter((token) => !isFiller(token) && token.length > 1);
}

/**
 * The words of a long, noisy text (a thread, a pasted page) that tell most about its subject, in the order they first occur;
 * '' when the library knows none of them.
 */
export function condense(library: Statistics, text: string): string {
  const counts = new Map<string, { word: string; count: number; order: number }>();
  for (const word of wordsOf(text)) {
    const stem = stemOf(word);
    const known = counts.get(stem);
    if (known !== undefined) known.count += 1;
    else if (library.papersWith(stem) > 0) counts.set(stem, { word, count: 1, order: counts.size });
  }
  const weighed = [...counts].map(([stem, { word, count, order }]) => ({
    word,
    order,
    // Said twice tells more than said once, said ten times hardly more than five: the usual damped tf-idf.
    weight: (1 + Math.log(count)) * Math.log2((library.size + 1) / library.papersWith(stem)),
  }));
  return weighed
    .sort((a, b) => b.weight - a.weight)
    .slice(0, maxWords)
    .sort((a, b) => a.order - b.order)
    .map(({ word }) => word)
    .join(' ');
}
