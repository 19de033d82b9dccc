import { quantise } from './quantise.ts';
import { createVectorKernels, hasSigns } from './vector-kernels.ts';
import { maxPages, pageBytes } from './wasm-code.ts';

/** All directions that are held, to be kept in a file: making them anew from 100,000 abstracts takes half a minute. */
export interface KeptVectors {
  /** One for each slot. */
  readonly scales: Float32Array;
  /** `dims` numbers for each slot. */
  readonly rows: Int8Array;
}

/** The directions of many papers by slot, one byte a number: 26 MB for 100,000 papers in 256 dimensions. */
export interface PaperVectors {
  set(slot: number, vector: Float32Array): void;
  clear(slot: number): void;
  /**
   * The cosine of each slot's direction with `vector`, -1 to 1; 0 for a free slot. For 100,000 papers in 256 dimensions 1.4 ms from the
   * processor's cache, 3.5 ms from memory. Good until the next call.
   *
   * @param slots those whose cosine is wanted, by default all; of others the result tells nothing
   */
  compare(vector: Float32Array, slots?: Uint32Array): Float32Array;
  /**
   * For each slot `lexical` times `lexicalWeight` and the cosine times `weight`, 0 where it is negative; the cosine as the signs of two
   * directions tell it (Charikar 2002, "Similarity estimation techniques from rounding algorithms"): from an eighth of the bytes, in
   * .3 ms, off by .1 for unrelated directions in 256 dimensions. A free slot counts as any other. Good until the next call.
   */
  estimate(vector: Float32Array, weight: number, lexical: Float32Array, lexicalWeight: number): Float32Array;
  /** The slots whose last estimate, as it stands in what `estimate` gave, is at least `least`; in ascending order. */
  slotsEstimated(least: number): Uint32Array;
  /** False when nothing can be estimated: for dimensions that are no multiple of 64. */
  readonly canEstimate: boolean;
  /** A copy of these slots, in their order. */
  kept(slots: Iterable<number>): KeptVectors;
}

/** Largest number of a question's direction as int16; 127 × 32,000 × 512 dimensions stay within int32 by length 1. */
const largestQuery = 32_000;
const firstCapacity = 256;

interface Addresses {
  /** A question as int16. */
  readonly query: number;
  /** A question as a row, and its signs. */
  readonly queryRow: number;
  readonly querySigns: number;
  /** What each number of different signs counts. */
  readonly table: number;
  readonly results: number;
  readonly places: number;
  readonly rows: number;
  readonly signs: number;
  readonly end: number;
}

const aligned = (address: number): number => Math.ceil(address / 16) * 16;

/** What is of one size comes first; the rest moves when there are more papers. */
function addressesFor(dims: number, capacity: number): Addresses {
  const queryRow = 2 * dims;
  const querySigns = aligned(queryRow + dims);
  const table = aligned(querySigns + dims / 8);
  const results = aligned(table + 4 * (dims + 1));
  const places = aligned(results + 4 * capacity);
  // One more, since a place is written before it is known to count.
  const rows = aligned(places + 4 * (capacity + 1));
  const signs = aligned(rows + capacity * dims);
  return { query: 0, queryRow, querySigns, table, results, places, rows, signs, end: signs + (capacity * dims) / 8 };
}

/** @param dims a multiple of 8 */
export function createPaperVectors(dims: number, before?: KeptVectors): PaperVectors {
  let end = before?.scales.length ?? 0;
  let capacity = Math.max(end, firstCapacity);
  let at = addressesFor(dims, capacity);
  const memory = new WebAssembly.Memory({
    initial: Math.ceil(at.end / pageBytes),
    maximum: maxPages,
    shared: false,
  });
  const kernels = createVectorKernels(memory, dims);
  const cosines = Float32Array.from({ length: dims + 1 }, (_, differences) => Math.cos((Math.PI * differences) / dims));
  let scales = new Float32Array(capacity);
  let similarities = new Float32Array(capacity);
  const rows = (): Int8Array => new Int8Array(memory.buffer, at.rows, capacity * dims);

  function keepSigns(slot: number, count: number): void {
    if (hasSigns(dims)) kernels.signs(at.signs + (slot * dims) / 8, at.rows + slot * dims, count);
  }

  if (before !== undefined && end > 0) {
    scales.set(before.scales);
    rows().set(before.rows);
    keepSigns(0, end);
  }

  function grow(): void {
    const from = at;
    capacity *= 2;
    at = addressesFor(dims, capacity);
    memory.grow(Math.ceil(at.end / pageBytes) - memory.buffer.byteLength / pageBytes);
    const bytes = new Uint8Array(memory.buffer);
    // From the last to the first: each goes where the next one was.
    bytes.copyWithin(at.signs, from.signs, from.signs + (end * dims) / 8);
    bytes.copyWithin(at.rows, from.rows, from.rows + end * dims);
    const more = new Float32Array(capacity);
    more.set(scales);
    scales = more;
    similarities = new Float32Array(capacity);
  }

  return {
    set(slot, vector) {
      while (slot >= capacity) grow();
      end = Math.max(end, slot + 1);
      scales[slot] = quantise(vector, rows(), slot * dims);
      keepSigns(slot, 1);
    },
    clear(slot) {
      scales[slot] = 0;
    },
    compare(vector, slots) {
      const query = new Int16Array(memory.buffer, at.query, dims);
      for (let dim = 0; dim < dims; dim += 1) query[dim] = Math.round((vector[dim] ?? 0) * largestQuery);
      const products = new Int32Array(memory.buffer, at.results, end);
      const keep = (slot: number): void => {
        similarities[slot] = ((products[slot] ?? 0) * (scales[slot] ?? 0)) / largestQuery;
      };
      if (slots !== undefined) {
        for (const slot of slots) {
          kernels.dotProducts(at.results + 4 * slot, at.rows + slot * dims, at.query, 1);
          keep(slot);
        }
      } else if (end > 0) {
        kernels.dotProducts(at.results, at.rows, at.query, end);
        for (let slot = 0; slot < end; slot += 1) keep(slot);
      }
      return similarities.subarray(0, end);
    },
    canEstimate: hasSigns(dims),
    estimate(vector, weight, lexical, lexicalWeight) {
      const scores = new Float32Array(memory.buffer, at.results, end);
      scores.set(lexical.subarray(0, end));
      if (end === 0) return scores;
      const isDirection = quantise(vector, new Int8Array(memory.buffer, at.queryRow, dims), 0) > 0;
      kernels.signs(at.querySigns, at.queryRow, 1);
      const table = new Float32Array(memory.buffer, at.table, dims + 1);
      for (const [differences, cosine] of cosines.entries())
        table[differences] = isDirection ? Math.max(weight * cosine, 0) : 0;
      kernels.addByDifferences(at.results, lexicalWeight, at.signs, at.querySigns, at.table, end);
      return scores;
    },
    slotsEstimated(least) {
      if (end === 0) return new Uint32Array();
      const placesEnd = kernels.placesFrom(at.results, least, at.places, end);
      return new Uint32Array(memory.buffer.slice(at.places, placesEnd));
    },
    kept(slots) {
      const list = [...slots];
      const keptRows = new Int8Array(list.length * dims);
      for (const [index, slot] of list.entries())
        keptRows.set(rows().subarray(slot * dims, (slot + 1) * dims), index * dims);
      return { scales: Float32Array.from(list, (slot) => scales[slot] ?? 0), rows: keptRows };
    },
  };
}
