/** Numbers in a vector. */
export const dims = 384;

export interface Encoded {
  /** Length 1. */
  readonly whole: Float32Array;
  /** Of each piece, in order, length 1; undefined for one beyond the cut or without a word or number that the encoder knows. */
  readonly pieces: readonly (Float32Array | undefined)[];
}

/** Who waits, the first to be served first: people who asked, subscriptions, papers that nobody waits for. */
export const urgencies = ['question', 'topic', 'paper'] as const;
export type Urgency = (typeof urgencies)[number];

/** Turns texts into vectors that are near for texts alike in meaning. */
export interface Encoder {
  /** SHA-256 of its files, hex: vectors of different ones are never compared. */
  readonly model: string;
  /** Why it encodes no more, in one sentence with the cure; undefined while it works. */
  readonly failure: string | undefined;
  /**
   * The text is cut after 512 tokens, see word-pieces.ts.
   *
   * @param pieces of one text: a paper's title and sentences, the messages of a thread, or a question alone
   * @returns undefined for a text without a word that the encoder knows, as one of digits or of another script
   * @throws EncoderError when this text cannot be encoded or the encoder has ended
   */
  encode(pieces: readonly string[], urgency: Urgency): Promise<Encoded | undefined>;
  /** Whether it knows this lower-case word whole. */
  hasWord(word: string): boolean;
  /** What waits is rejected. */
  close(): Promise<void>;
}

/** A text was not encoded; the message says why. */
export class EncoderError extends Error {
  override readonly name = 'EncoderError';
}
