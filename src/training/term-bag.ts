import { countWeight } from '../search/meaning/meaning-terms.ts';

/** Terms of one text with their counts, gathered without allocating. */
export interface TermBag {
  clear(): void;
  add(term: number): void;
  /** Writes the distinct terms and their weights from place `at`; gives their number, at most `most`. */
  write(terms: Int32Array, weights: Float32Array, at: number, most: number): number;
}

export function createTermBag(vocabularySize: number): TermBag {
  const counts = new Int32Array(vocabularySize);
  const distinct = new Int32Array(vocabularySize);
  let length = 0;
  return {
    clear() {
      for (let index = 0; index < length; index += 1) counts[distinct[index] ?? 0] = 0;
      length = 0;
    },
    add(term) {
      const count = counts[term] ?? 0;
      if (count === 0) {
        distinct[length] = term;
        length += 1;
      }
      counts[term] = count + 1;
    },
    write(terms, weights, at, most) {
      const written = Math.min(length, most);
      for (let index = 0; index < written; index += 1) {
        const term = distinct[index] ?? 0;
        terms[at + index] = term;
        weights[at + index] = countWeight(counts[term] ?? 1);
      }
      return written;
    },
  };
}
