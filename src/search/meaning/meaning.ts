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

/** Who waits: a person for an answer, or a digest for its topic. */
export type Asker = 'person' | 'topic';

/** Meanings of questions, and of papers that were encoded. Texts on one subject lie close together, also when they share no word. */
export interface Meaning {
  /** @param pieces of one text, in order */
  of(pieces: readonly string[], asker: Asker): Promise<AskedMeaning>;
  /** By key (see vectorKey), of those papers that are there: the whole, and of the title and each sentence, see piecesOf. */
  ofKeys(keys: readonly string[]): Promise<ReadonlyMap<string, TextMeaning>>;
  /** Whether this lower-case word is so common that the encoder knows it whole. */
  hasWord(word: string): boolean;
}

/** The cosine of two vectors of length 1: -1 to 1. */
export function similarity(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
