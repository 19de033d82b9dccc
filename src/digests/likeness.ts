import type { Paper } from '../papers/paper.ts';
import { similarity } from '../search/meaning/meaning.ts';

/** What papers mean as a whole, of those that were encoded. */
export type MeaningsOf = (papers: readonly Pick<Paper, 'id'>[]) => Promise<readonly (Float32Array | undefined)[]>;

/**
 * The cosine from which a paper is "like this" for people: of the shipped 119, on neighbouring subjects, each has one such neighbour on
 * average and ten at most; at .6 it has four, which for a paper on quantization is most of what there is on that.
 */
const likeFrom = 0.65;

/** The cosine of papers that are alike; undefined for others, and where nobody knows what one of them means. */
export function likenessOf(one: Float32Array | undefined, other: Float32Array | undefined): number | undefined {
  if (one === undefined || other === undefined) return undefined;
  const cosine = similarity(one, other);
  return cosine >= likeFrom ? cosine : undefined;
}

export function areAlike(one: Float32Array | undefined, other: Float32Array | undefined): boolean {
  return likenessOf(one, other) !== undefined;
}
