import type { Paper } from '../papers/paper.ts';
import { Hit } from './hit.ts';
import type { Holders } from './index/terms.ts';
import { whitened } from './meaning/whitening.ts';

/** What is known of papers by slot, before both kinds of evidence become one score. */
export interface Evidence {
  /** BM25+ of what was asked. */
  readonly lexical: Float32Array;
  /** Cosines with what was asked; undefined where nobody knows what it means. */
  readonly cosines: Float32Array | undefined;
  readonly lexicalWeight: number;
  readonly meaningWeight: number;
}

/** Scores by slot; 0 for a slot that may not be found. */
export function fuse(
  { lexical, cosines, lexicalWeight, meaningWeight }: Evidence,
  mayPass: (slot: number) => boolean,
): Float32Array {
  const fused = new Float32Array(lexical.length);
  for (let slot = 0; slot < lexical.length; slot += 1) {
    if (!mayPass(slot)) continue;
    fused[slot] = lexicalWeight * (lexical[slot] ?? 0) + meaningWeight * Math.max(cosines?.[slot] ?? 0, 0);
  }
  return fused;
}

/**
 * Slots by falling score, of equals the lower one first, those without a score left out.
 *
 * @param count how many are wanted, at most: of 20,000 papers most are on no page, and to sort them all takes 10 ms
 */
export function byScore(scores: Float32Array, count: number): number[] {
  const first = (slots: number[]): number[] =>
    slots.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, count);
  let best: number[] = [];
  let least = 0;
  // A counted loop: over 20,000 scores an iterator takes five times as long.
  for (let slot = 0; slot < scores.length; slot += 1) {
    if ((scores[slot] ?? 0) > least) best.push(slot);
    if (best.length < 2 * count) continue;
    best = first(best);
    least = scores[best.at(-1) ?? 0] ?? 0;
  }
  return first(best);
}

/**
 * Cosines of all papers: those without a vector, which have NaN or none at the end, are given the mean cosine of those that hold a word of
 * the question, else of all: 0 would say that they mean something else.
 */
export function withUnknown(cosines: Float32Array, lexical: Float32Array): Float32Array {
  let [sum, count, sumOfAll, all] = [0, 0, 0, 0];
  for (let slot = 0; slot < cosines.length; slot += 1) {
    const cosine = cosines[slot] ?? Number.NaN;
    if (Number.isNaN(cosine)) continue;
    sumOfAll += cosine;
    all += 1;
    if ((lexical[slot] ?? 0) === 0) continue;
    sum += cosine;
    count += 1;
  }
  const mean = count > 0 ? sum / count : sumOfAll / Math.max(all, 1);
  const known = new Float32Array(lexical.length);
  for (let slot = 0; slot < known.length; slot += 1) {
    const cosine = cosines[slot] ?? Number.NaN;
    known[slot] = Number.isNaN(cosine) ? mean : cosine;
  }
  return known;
}

/** Whitened cosines of papers that were found; one without a vector has the mean of the others. @param cosineAt undefined without one */
export function whitenedOf(
  direction: Float32Array | undefined,
  cosineAt: (slot: number, direction: Float32Array) => number | undefined,
  slots: readonly number[],
): (slot: number) => number {
  if (direction === undefined) return () => 0;
  const asked = whitened(direction);
  const known = new Map<number, number>();
  for (const slot of slots) {
    const cosine = cosineAt(slot, asked.direction);
    if (cosine !== undefined) known.set(slot, cosine - asked.offset);
  }
  const mean = [...known.values()].reduce((sum, one) => sum + one, 0) / Math.max(known.size, 1);
  return (slot) => known.get(slot) ?? mean;
}

/** The paper in a slot as a hit. @param holders of each term that was looked for, those of the indexed terms that stand for it */
export function hitAt(
  slot: number,
  shelved: { readonly paper: Paper; readonly vectorKey?: string | undefined },
  { lexical, cosines, lexicalWeight }: Evidence,
  fused: Float32Array,
  holders: ReadonlyMap<string, readonly Holders[]>,
  whitenedCosine: number,
): Hit {
  const scores = {
    score: fused[slot] ?? 0,
    lexical: lexicalWeight * (lexical[slot] ?? 0),
    similarity: Math.max(cosines?.[slot] ?? 0, 0),
    whitened: whitenedCosine,
  };
  return new Hit({ paper: shelved.paper, vectorKey: shelved.vectorKey }, scores, slot, holders);
}
