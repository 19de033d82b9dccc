import type { VerdictModel } from './verdict-model.ts';

/** Made by `npm run fit:verdict` from the development queries and from generated questions; the score is that of a logistic regression. */
export const verdictWeights: { readonly withMeaning: VerdictModel; readonly byWords: VerdictModel } = {
  withMeaning: {
    bias: -6.108,
    weights: {
      lexical: 0.1782,
      cosine: 6.573,
      whitened: 2.368,
      bits: 0.1387,
      known: 1.084,
      missed: -5.822,
      size: -0.2916,
    },
    perhapsFrom: -4.374,
    sureFrom: -2.648,
  },
  byWords: {
    bias: -5.142,
    weights: {
      lexical: 0.3456,
      bits: 0.1592,
      known: 1.324,
      size: -0.3805,
    },
    perhapsFrom: -4.691,
    sureFrom: -3.446,
  },
};
