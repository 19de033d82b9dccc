import type { TrainOptions } from './train.ts';

/** How data/vectors.bin was made. What was tried instead stands in data/README.md. */
export const shippedSettings = {
  epochs: 24,
  seed: 1,
  /** Pairs of texts in a batch: each text is told from all the others. */
  batch: 1_024,
  /** Cosines × 14 before the softmax: 12 to 18 was flat, 20 and more worse, on another corpus. */
  scale: 14,
  rate: 0.05,
  mix: { title: 0.4, sentence: 0.3, words: 0.2, half: 0.1, leastKept: 1 },
  limits: { leastStemCount: 10, leastPairCount: 30, leastPmi: 1.5, maxBytes: 15_900_000, dims: 256 },
} as const satisfies Partial<TrainOptions>;
