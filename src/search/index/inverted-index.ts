import type { Statistics } from '../collection.ts';
import { createVocabulary, type KeptVocabulary, type Vocabulary } from './vocabulary.ts';

/**
 * Which paper holds which term how often, and BM25+ over it. Papers are numbered by slots from 0 on; a slot may be used again.
 *
 * MiniSearch held the index before. Over 100,000 abstracts a question took it .4 s, one in a hundred 4 s (npm run bench:search), since
 * each posting is an entry of a JavaScript map; here it is a number in a typed array. Scores are MiniSearch's own, a test compares them.
 */

/** Slot and count in one number: the count in the low byte. A count of 0 marks a posting of a paper that was removed. */
const countBits = 8;
const maxCount = 255;
const countOf = (posting: number): number => posting & maxCount;
const slotOf = (posting: number): number => posting >>> countBits;

/** Slots that fit beside the count in 32 bits. */
export const maxSlots = 2 ** (32 - countBits);

/**
 * BM25+: k saturation, b length normalisation, d lower bound. k as Robertson & Zaragoza (2009) advise for short texts, d MiniSearch's
 * own. MRR@10 of the known items of the development queries stays within .93 to .937 for k 1.2 to 2, b .6 to 1, d .2 to 1. b .9 refuses
 * one unanswerable query of 30 more than .75 there; among 6,000 papers .75 is ahead by .005.
 */
const bm25 = { k: 1.5, b: 0.9, d: 0.5 };

/** A known term, and what a match counts. */
export interface WeightedId {
  readonly id: number;
  readonly weight: number;
}

/** The index of papers that do not change any more, as flat arrays: what a snapshot holds. */
export interface KeptIndex extends KeptVocabulary {
  /** Where the postings of each term begin, and where the last ones end: one more than there are terms. */
  readonly offsets: Uint32Array;
  /** Of each term in order of slots. */
  readonly postings: Uint32Array;
  /** Distinct tokens of each slot's text; every slot has a paper. */
  readonly lengths: Uint32Array;
}

/** How many papers there are, and how terms are spread over them. */
export type TermStatistics = Pick<Statistics, 'size' | 'papersWith' | 'meanLength'>;

export interface InvertedIndex {
  /** Mean of the lengths, at least 0. */
  readonly meanLength: number;
  readonly vocabulary: Vocabulary;
  /** How often each term stands in the text, and how many distinct tokens it has. The slot must be free. */
  add(slot: number, counts: ReadonlyMap<string, number>, length: number): void;
  /** `terms` are those it was added with. */
  remove(slot: number, terms: Iterable<string>): void;
  /** Adds to `scores`, by slot, what each term brings. */
  score(terms: readonly WeightedId[], scores: Float32Array): void;
  holds(id: number, slot: number): boolean;
  /** Gives each slot of a paper that holds the term, in no order. */
  eachSlotWith(id: number, onSlot: (slot: number) => void): void;
  /** Everything as flat arrays, each slot renamed to `slots.get(slot)`; `slots` ascending in both. */
  kept(slots: ReadonlyMap<number, number>): KeptIndex;
}

/** First place in `postings` between `from` and `to` whose slot is at least `slot`. */
function placeOf(postings: ArrayLike<number>, slot: number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (slotOf(postings[middle] ?? 0) < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Lengths fit 16 bits, so that those of 100,000 papers stay in the processor's cache while postings are read. */
const maxLength = 65_535;

interface Scoring {
  /** Distinct tokens by slot, and their mean. */
  readonly lengths: Uint16Array;
  readonly meanLength: number;
  /** Of the term: its weight times its inverse document frequency. */
  readonly factor: number;
}

/** Adds to `scores`, by slot, what the postings between `from` and `to` bring. */
function addScores(postings: Uint32Array, from: number, to: number, by: Scoring, scores: Float32Array): void {
  const { k, b, d } = bm25;
  const { lengths, factor } = by;
  const norm = k * (1 - b);
  const normOfToken = (k * b) / Math.max(by.meanLength, 1);
  for (let at = from; at < to; at += 1) {
    const posting = postings[at] ?? 0;
    const count = countOf(posting);
    if (count === 0) continue;
    const slot = slotOf(posting);
    const saturated = (count * (k + 1)) / (count + norm + normOfToken * (lengths[slot] ?? 0));
    scores[slot] = (scores[slot] ?? 0) + factor * (d + saturated);
  }
}

/**
 * @param before what `kept` gave earlier
 * @param whole the collection that these papers are a part of, to weigh terms by; by default they are all there is
 */
export function createInvertedIndex(before?: KeptIndex, whole?: TermStatistics): InvertedIndex {
  const vocabulary = createVocabulary(before);
  const offsets = before?.offsets ?? new Uint32Array(1);
  const postings = before?.postings ?? new Uint32Array();
  // What came since: few, and of any term.
  const added = new Map<number, number[]>();
  let lengths = Uint16Array.from(before?.lengths ?? []);
  let size = lengths.length;
  let lengthSum = lengths.reduce((sum, length) => sum + length, 0);

  const meanLength = (): number => lengthSum / Math.max(size, 1);

  const rangeOf = (id: number): readonly [number, number] =>
    id + 1 < offsets.length ? [offsets[id] ?? 0, offsets[id + 1] ?? 0] : [0, 0];

  function place(id: number, slot: number, count: number): void {
    const list = added.get(id);
    const posting = slot * (maxCount + 1) + Math.min(count, maxCount);
    if (list === undefined) added.set(id, [posting]);
    else list.splice(placeOf(list, slot, 0, list.length), 0, posting);
    vocabulary.count(id, 1);
  }

  function displace(id: number, slot: number): void {
    const list = added.get(id);
    const at = list === undefined ? 0 : placeOf(list, slot, 0, list.length);
    if (list !== undefined && at < list.length && slotOf(list[at] ?? 0) === slot) list.splice(at, 1);
    else {
      const [from, to] = rangeOf(id);
      const kept = placeOf(postings, slot, from, to);
      if (kept === to || slotOf(postings[kept] ?? 0) !== slot) return;
      // Only the count goes: the slots stay in order.
      postings[kept] = (postings[kept] ?? 0) & ~maxCount;
    }
    vocabulary.count(id, -1);
  }

  function scoreOne(id: number, weight: number, scores: Float32Array): void {
    const papers = whole?.papersWith(vocabulary.termOf(id)) ?? vocabulary.papersWith(id);
    const idf = Math.log(1 + ((whole?.size ?? size) - papers + 0.5) / (papers + 0.5));
    const scoring = { lengths, meanLength: whole?.meanLength ?? meanLength(), factor: weight * idf };
    addScores(postings, ...rangeOf(id), scoring, scores);
    const list = added.get(id);
    if (list !== undefined) addScores(Uint32Array.from(list), 0, list.length, scoring, scores);
  }

  return {
    vocabulary,
    get meanLength() {
      return meanLength();
    },
    add(slot, counts, length) {
      for (const [term, count] of counts) place(vocabulary.idFor(term), slot, count);
      if (slot >= lengths.length) {
        const more = new Uint16Array(2 * slot + 256);
        more.set(lengths);
        lengths = more;
      }
      lengths[slot] = Math.min(length, maxLength);
      lengthSum += lengths[slot] ?? 0;
      size += 1;
    },
    remove(slot, terms) {
      for (const term of terms) displace(vocabulary.idFor(term), slot);
      lengthSum -= lengths[slot] ?? 0;
      lengths[slot] = 0;
      size -= 1;
    },
    score(terms, scores) {
      for (const { id, weight } of terms) scoreOne(id, weight, scores);
    },
    holds(id, slot) {
      const list = added.get(id);
      if (list !== undefined) {
        const at = placeOf(list, slot, 0, list.length);
        if (at < list.length && slotOf(list[at] ?? 0) === slot) return true;
      }
      const [from, to] = rangeOf(id);
      const at = placeOf(postings, slot, from, to);
      return at < to && slotOf(postings[at] ?? 0) === slot && countOf(postings[at] ?? 0) > 0;
    },
    eachSlotWith(id, onSlot) {
      const [from, to] = rangeOf(id);
      for (let at = from; at < to; at += 1) if (countOf(postings[at] ?? 0) > 0) onSlot(slotOf(postings[at] ?? 0));
      for (const posting of added.get(id) ?? []) onSlot(slotOf(posting));
    },
    kept(slots) {
      const ids = vocabulary.idsByName().filter((id) => vocabulary.papersWith(id) > 0);
      const total = ids.reduce((sum, id) => sum + vocabulary.papersWith(id), 0);
      const flat = new Uint32Array(total);
      const starts = new Uint32Array(ids.length + 1);
      let at = 0;
      for (const [index, id] of ids.entries()) {
        starts[index] = at;
        for (const posting of livePostings(id)) {
          flat[at] = (slots.get(slotOf(posting)) ?? 0) * (maxCount + 1) + countOf(posting);
          at += 1;
        }
      }
      starts[ids.length] = at;
      return {
        terms: ids.map((id) => vocabulary.termOf(id)),
        papers: Uint32Array.from(ids, (id) => vocabulary.papersWith(id)),
        offsets: starts,
        postings: flat,
        lengths: Uint32Array.from(slots.keys(), (slot) => lengths[slot] ?? 0),
      };
    },
  };

  function livePostings(id: number): readonly number[] {
    const [from, to] = rangeOf(id);
    const live = Array.from(postings.subarray(from, to)).filter((posting) => countOf(posting) > 0);
    const list = added.get(id) ?? [];
    return list.length === 0 ? live : live.length === 0 ? list : [...live, ...list].sort((a, b) => a - b);
  }
}
