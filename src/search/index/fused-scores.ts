import type { PaperVectors } from '../meaning/paper-vectors.ts';
import type { InvertedIndex, WeightedId } from './inverted-index.ts';
import { leastNearTop } from './top-places.ts';

/** What papers are scored by. */
export interface Evidence {
  readonly terms: readonly WeightedId[];
  /** What BM25+ counts. */
  readonly lexicalWeight: number;
  /** The direction of what was asked; undefined without vectors. */
  readonly direction: Float32Array | undefined;
  /** What a cosine counts beside it. */
  readonly meaningWeight: number;
}

/** Scores of some slots; good until the next ones are made. */
export interface Scores {
  /** In ascending order. */
  readonly slots: Uint32Array;
  /** Of each of `slots` both kinds of evidence together; 0 when it is not wanted. */
  readonly fused: Float32Array;
  /** Cosines by slot, -1 to 1; told of `slots` only. */
  readonly similarities: Float32Array;
  /** False when only the likeliest slots were scored. */
  readonly isComplete: boolean;
}

export interface FusedScores {
  /**
   * @param end slots are below
   * @param drop sets the scores of slots that are not wanted to 0
   * @param likeliest score only about so many slots, the likeliest by the signs of their directions; by default all
   */
  score(evidence: Evidence, end: number, drop: (scores: Float32Array) => void, likeliest?: number): Scores;
}

const none = new Float32Array();

/** Scores of papers for a question: BM25+ of its terms and cosines with its direction, summed. */
export function createFusedScores(index: InvertedIndex, vectors: PaperVectors | undefined): FusedScores {
  // Made once: a search that makes its own of 100,000 papers spends a third of its time on collecting them again.
  let lexicalScores = none;
  let fusedScores = none;
  let allSlots = new Uint32Array();

  return {
    score(evidence, end, drop, likeliest) {
      const { direction, lexicalWeight, meaningWeight } = evidence;
      if (lexicalScores.length < end) {
        lexicalScores = new Float32Array(2 * end);
        fusedScores = new Float32Array(2 * end);
        allSlots = Uint32Array.from(fusedScores.keys());
      }
      const lexical = lexicalScores.subarray(0, end).fill(0);
      index.score(evidence.terms, lexical);

      let likely: Uint32Array | undefined;
      if (likeliest !== undefined && direction !== undefined && vectors?.canEstimate === true) {
        const estimates = vectors.estimate(direction, meaningWeight, lexical, lexicalWeight);
        drop(estimates);
        likely = vectors.slotsEstimated(leastNearTop(estimates, likeliest));
      }
      const slots = likely ?? allSlots.subarray(0, end);
      const similarities = direction === undefined ? none : (vectors?.compare(direction, likely) ?? none);
      const fused = fusedScores.subarray(0, slots.length);
      for (let place = 0; place < slots.length; place += 1) {
        const slot = slots[place] ?? 0;
        fused[place] = lexicalWeight * (lexical[slot] ?? 0) + meaningWeight * Math.max(similarities[slot] ?? 0, 0);
      }
      if (likely === undefined) drop(fused);
      return { slots, fused, similarities, isComplete: likely === undefined };
    },
  };
}
