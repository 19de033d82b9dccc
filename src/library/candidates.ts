import { addScores } from '../search/index/bm25.ts';
import type { Postings, TermStatistics, WeightedPostings } from '../search/index/terms.ts';
import { cosineWith } from '../search/meaning/packed-vectors.ts';
import { unpackWords } from '../store/packed-words.ts';
import type { Vectored, Worded } from '../store/paper-search.ts';

const cosineOf = (direction: Float32Array, whole: Uint8Array): number =>
  cosineWith(direction, new Int8Array(whole.buffer, whole.byteOffset, whole.length));

export type Candidates = ReturnType<typeof createCandidates>;

/**
 * Papers of a database that may answer a question, each in a slot, to be ranked as those in memory are.
 *
 * @param looked terms that are looked for
 * @param numberOf a term in the database
 */
export function createCandidates(
  looked: readonly WeightedPostings[],
  numberOf: (term: string) => number | undefined,
  statistics: TermStatistics,
) {
  const byNumber = looked
    .map(({ term }) => ({ number: numberOf(term) ?? 0, papers: new Map<number, number>(), term }))
    .sort((a, b) => a.number - b.number);
  const numbers = Int32Array.from(byNumber, ({ number }) => number);
  const postings = new Map(byNumber.map(({ term, papers }) => [term, papers]));
  const papers: Worded[] = [];
  const slots = new Map<string, number>();
  const vectors = new Map<number, Vectored>();

  const postingsOf = (term: string): Postings => postings.get(term) ?? new Map();

  function slotOf(paper: Worded): number {
    const known = slots.get(paper.id);
    if (known !== undefined) return known;
    const slot = papers.push(paper) - 1;
    slots.set(paper.id, slot);
    unpackWords(paper.words, numbers, (place, count) => byNumber[place]?.papers.set(slot, count));
    return slot;
  }

  return {
    /** @returns their slots, also of those that were added before */
    add: (found: readonly Worded[]): number[] => found.map(slotOf),
    /** Takes what papers mean that were added. */
    know(found: readonly Vectored[]): void {
      for (const one of found) vectors.set(slots.get(one.id) ?? -1, one);
    },
    idAt: (slot: number): string => papers[slot]?.id ?? '',
    keyAt: (slot: number): string | undefined => vectors.get(slot)?.vectorKey,
    /** Undefined where it is not known what the paper means. */
    cosineAt(slot: number, direction: Float32Array): number | undefined {
      const whole = vectors.get(slot)?.whole;
      return whole && cosineOf(direction, whole);
    },
    postings: postingsOf,
    /** BM25+ by slot. */
    lexical(): Float32Array {
      const scores = new Float32Array(papers.length);
      addScores(
        looked,
        postingsOf,
        Float32Array.from(papers, ({ length }) => length),
        statistics,
        scores,
      );
      return scores;
    },
  };
}
