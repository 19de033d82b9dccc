import { createMeaningStems } from '../search/meaning/meaning-terms.ts';

/** Marks the end of a sentence among token numbers. */
export const sentenceEnd = -2;
/** Stands for a stem that has no vector: its neighbours are no pair. */
export const unknownToken = -1;

/** The stems of many papers as numbers, sentence by sentence, the title first. */
export interface TokenStore {
  add(title: string, abstract: string): void;
  readonly papers: number;
  /** Stem of each number, in order of first sight. */
  readonly stems: readonly string[];
  /** Numbers of all papers, one after the other. */
  tokens(): Int32Array;
  /** Where each paper starts in `tokens`; one more at the end. */
  starts(): Int32Array;
}

// Good enough for training, and ten times faster than Intl.Segmenter; "et al. 2020" makes two sentences.
const sentenceBreak = /(?<=[.!?])\s+(?=[A-Z0-9$\\])/;

export function createTokenStore(): TokenStore {
  const meaningStems = createMeaningStems();
  let tokens = new Int32Array(1 << 16);
  let length = 0;
  const starts = [0];
  const numbers = new Map<string, number>();
  const stems: string[] = [];

  function push(token: number): void {
    if (length === tokens.length) {
      const longer = new Int32Array(2 * length);
      longer.set(tokens);
      tokens = longer;
    }
    tokens[length] = token;
    length += 1;
  }

  function numberOf(stem: string): number {
    const known = numbers.get(stem);
    if (known !== undefined) return known;
    numbers.set(stem, stems.length);
    return stems.push(stem) - 1;
  }

  return {
    get papers() {
      return starts.length - 1;
    },
    stems,
    tokens: () => tokens.subarray(0, length),
    starts: () => Int32Array.from(starts),
    add(title, abstract) {
      for (const sentence of [title, ...abstract.trim().split(sentenceBreak)]) {
        for (const stem of meaningStems(sentence)) push(numberOf(stem));
        push(sentenceEnd);
      }
      starts.push(length);
    },
  };
}
