import type { VerdictModel } from './verdict-model.ts';

/** Made by `npm run fit:verdict` from the development queries and from generated questions; the score is that of a logistic regression. */
export const verdictWeights: { readonly withMeaning: VerdictModel; readonly byWords: VerdictModel } = {
  withMeaning: {
    bias: -2.555,
    weights: {
      lexical: 0.1229,
      cosine: 5.652,
      bits: 0.102,
      known: 0.8186,
      size: -0.1804,
    },
    perhapsFrom: -1.127,
    sureFrom: 0.5141,
  },
  byWords: {
    bias: -1.214,
    weights: {
      lexical: 0.1824,
      bits: 0.1154,
      known: 1.197,
      size: -0.2377,
    },
    perhapsFrom: -0.6844,
    sureFrom: 0.008542,
  },
};
