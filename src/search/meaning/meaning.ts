/** What a text means: vectors of length 1, so that their products are cosines. */
export interface TextMeaning {
  readonly whole: Float32Array;
  /** Of each piece of the text, in order; undefined for one without letters or beyond what the encoder reads. */
  readonly pieces: readonly (Float32Array | undefined)[];
}

/** What was asked, as its meaning is looked up; `late` when nobody waits any longer for it, `absent` without an encoder. */
export type AskedMeaning =
  | (TextMeaning & { readonly kind: 'known' })
  | { readonly kind: 'late' }
  | { readonly kind: 'absent' };

export const absentMeaning: AskedMeaning = { kind: 'absent' };

/** A vector as it is kept, in whole numbers. */
export interface PackedVector {
  readonly numbers: Int8Array;
  readonly length: number;
}

/** What a paper means. */
export interface PaperMeaning {
  /** Length 1. */
  readonly whole: Float32Array;
  /** Of the title and each sentence, in order. */
  readonly pieces: readonly (PackedVector | undefined)[];
}

/** Who waits: a person for an answer, or a digest for its topic. */
export type Asker = 'person' | 'topic';

/** Meanings of questions, and of papers that were encoded. Texts on one subject lie close together, also when they share no word. */
export interface Meaning {
  /** @param pieces of one text, in order */
  of(pieces: readonly string[], asker: Asker): Promise<AskedMeaning>;
  /** By key (see vectorKey), of those papers that are there: the whole, and of the title and each sentence, see piecesOf. */
  ofKeys(keys: readonly string[]): Promise<ReadonlyMap<string, PaperMeaning>>;
  /** Whether this lower-case word is so common that the encoder knows it whole. */
  hasWord(word: string): boolean;
}

/** The cosine of two vectors of length 1: -1 to 1. */
export const similarity = (a: Float32Array, b: Float32Array): number => dotProduct(a, b);

export function dotProduct(a: Float32Array, b: Float32Array | Int8Array): number {
  // Four sums at once do not wait for each other: an answer compares a thousand vectors.
  let [first, second, third, fourth] = [0, 0, 0, 0];
  const end = a.length - (a.length % 4);
  for (let at = 0; at < end; at += 4) {
    first += (a[at] ?? 0) * (b[at] ?? 0);
    second += (a[at + 1] ?? 0) * (b[at + 1] ?? 0);
    third += (a[at + 2] ?? 0) * (b[at + 2] ?? 0);
    fourth += (a[at + 3] ?? 0) * (b[at + 3] ?? 0);
  }
  for (let at = end; at < a.length; at += 1) first += (a[at] ?? 0) * (b[at] ?? 0);
  return first + second + third + fourth;
}
