/** What the verdict rests on; of what a paper has, that of the best papers which speaks most for an answer. */
export const featureNames = ['lexical', 'cosine', 'whitened', 'bits', 'known', 'missed', 'size'] as const;
export type Feature = (typeof featureNames)[number];
export type Features = Readonly<Record<Feature, number>>;

/** A regression that was fitted: the verdict's score is `bias` and each feature times its weight. */
export interface VerdictModel {
  readonly bias: number;
  readonly weights: Readonly<Partial<Record<Feature, number>>>;
  /** Scores from which on the verdict is "perhaps", and "sure". */
  readonly perhapsFrom: number;
  readonly sureFrom: number;
}

export function scoreOf({ bias, weights }: Pick<VerdictModel, 'bias' | 'weights'>, features: Features): number {
  return featureNames.reduce((sum, name) => sum + (weights[name] ?? 0) * features[name], bias);
}
