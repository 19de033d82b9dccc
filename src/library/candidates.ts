import { factorOf, saturation } from '../search/index/bm25.ts';
import type { Holders, TermStatistics, WeightedPostings } from '../search/index/terms.ts';
import { cosineWith } from '../search/meaning/packed-vectors.ts';
import { unpackWords } from '../store/packed-words.ts';
import type { Candidate, EncodedCandidate } from '../store/paper-search.ts';

const cosineOf = (direction: Float32Array, whole: Uint8Array): number =>
  cosineWith(direction, new Int8Array(whole.buffer, whole.byteOffset, whole.length));

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
  // Two words may stand for one term.
  const weights = new Map<string, number>();
  for (const { term, weight } of looked) weights.set(term, (weights.get(term) ?? 0) + weight);
  const asked = Array.from(weights, ([term, weight]) => ({ term, weight, number: numberOf(term) ?? 0 })).sort(
    (a, b) => a.number - b.number,
  );
  const numbers = Int32Array.from(asked, ({ number }) => number);
  const placeOf = new Map(asked.map(({ term }, place) => [term, place]));
  const papers: Partial<EncodedCandidate>[] = [];
  const lengths: number[] = [];
  const slots = new Map<string, number>();
  /** How often a paper holds each term, paper by paper: maps of eight hundred papers would be most of what a search leaves behind. */
  let counts = new Uint8Array();

  const idAt = (slot: number): string => papers[slot]?.id ?? '';

  function slotOf(paper: Candidate): number {
    const { id, length, words } = paper;
    const known = slots.get(id);
    const slot = known ?? papers.length;
    papers[slot] = paper;
    if (known !== undefined) return slot;
    slots.set(id, slot);
    lengths.push(length);
    unpackWords(words, numbers, (place, count) => {
      counts[slot * asked.length + place] = count;
    });
    return slot;
  }

  return {
    /** @returns their slots, also of those that were added before; what these mean may be known now */
    add(found: readonly (Candidate | EncodedCandidate)[]): number[] {
      const grown = new Uint8Array((papers.length + found.length) * asked.length);
      // Behind the papers there is room that nobody took who came again.
      grown.set(counts.subarray(0, papers.length * asked.length));
      counts = grown;
      return found.map(slotOf);
    },
    idAt,
    /** Undefined, as its cosine is, where it is not known what the paper means. */
    keyAt: (slot: number): string | undefined => papers[slot]?.key,
    cosineAt(slot: number, direction: Float32Array): number | undefined {
      const whole = papers[slot]?.whole;
      return whole && cosineOf(direction, whole);
    },
    holders(term: string): Holders {
      const place = placeOf.get(term) ?? Number.NaN;
      return { has: (slot) => (counts[slot * asked.length + place] ?? 0) > 0 };
    },
    /** BM25+ by slot. */
    lexical(): Float32Array {
      const meanLength = Math.max(statistics.meanLength, 1);
      const factors = asked.map((one) => factorOf(one, statistics));
      return Float32Array.from(lengths, (length, slot) => {
        let score = 0;
        for (let place = 0; place < factors.length; place += 1) {
          const count = counts[slot * asked.length + place] ?? 0;
          if (count > 0) score += (factors[place] ?? 0) * saturation(count, length / meanLength);
        }
        return score;
      });
    },
  };
}
