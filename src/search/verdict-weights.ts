import type { VerdictModel } from './verdict-model.ts';

/** Made by `npm run fit:verdict` from the development queries and from generated questions; the score is that of a logistic regression. */
export const verdictWeights: { readonly withMeaning: VerdictModel; readonly byWords: VerdictModel } = {
  withMeaning: {
    bias: -7.285,
    weights: {
      lexical: 0.2009,
      cosine: 5.515,
      whitened: 4.267,
      bits: 0.1518,
      known: 1.333,
      size: -0.3195,
    },
    perhapsFrom: -5.362,
    sureFrom: -2.972,
  },
  byWords: {
    bias: -5.15,
    weights: {
      lexical: 0.3448,
      bits: 0.1639,
      known: 1.19,
      size: -0.3812,
    },
    perhapsFrom: -4.749,
    sureFrom: -3.52,
  },
};
