import { countWeight, createMeaningStems, stemsOfTerm } from './meaning-terms.ts';
import type { Vectors } from './vectors-file.ts';

/** What texts mean, as directions: texts on one subject point the same way even when they share no word. */
export interface Meaning {
  readonly dims: number;
  /** The direction of `text`: length 1, or all zeros when no word of it is known. Word order counts for neighbours only. */
  vectorOf(text: string): Float32Array;
  /** The same of a text whose stems are known, in order, stop words out. */
  vectorOfStems(stems: Iterable<string>): Float32Array;
  /**
   * Gives the largest cosine of what a stem means with what one of `stems` means, -1 to 1; 0 when there is no vector. Two stems taken by
   * chance stay below .15, 99 times in 100.
   */
  likenessTo(stems: Iterable<string>): (stem: string) => number;
  /** How far the vector of `term` reaches into `direction`: what it adds to a text that means that; undefined when it has no vector. */
  shareIn(term: string, direction: Float32Array): number | undefined;
  /** True when `term`, a stem or two neighbouring stems with a space between, has a vector. */
  knows(term: string): boolean;
}

/** Length 1, in place; zeros stay zeros. */
function normalise(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares === 0) return vector;
  const factor = 1 / Math.sqrt(squares);
  for (let index = 0; index < vector.length; index += 1) vector[index] = (vector[index] ?? 0) * factor;
  return vector;
}

/** The cosine of two directions of length 1 or 0: -1 to 1. */
export function similarity(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/** What is known of a stem. */
interface Entry {
  row: number | undefined;
  /** Rows of the pairs that begin with it, by the second stem: no name of a pair is made only to find that it has no row. */
  pairs: Map<string, number> | undefined;
}

function entriesOf(terms: readonly string[]): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (let row = 0; row < terms.length; row += 1) {
    const [first = '', second] = stemsOfTerm(terms[row] ?? '');
    let entry = entries.get(first);
    if (entry === undefined) {
      entry = { row: undefined, pairs: undefined };
      entries.set(first, entry);
    }
    if (second === undefined) entry.row = row;
    else entry.pairs = (entry.pairs ?? new Map<string, number>()).set(second, row);
  }
  return entries;
}

/** Cosines of two words remembered: some 10 MB. */
const maxCosines = 200_000;

export function createMeaning({ header: { dims }, terms, scales, rows }: Vectors): Meaning {
  const meaningStems = createMeaningStems();
  const entries = entriesOf(terms);

  function rowOf(term: string): number | undefined {
    const [first = '', second] = stemsOfTerm(term);
    const entry = entries.get(first);
    return second === undefined ? entry?.row : entry?.pairs?.get(second);
  }

  function countsOf(stems: Iterable<string>): Map<number, number> {
    const counts = new Map<number, number>();
    const count = (row: number | undefined): void => {
      if (row !== undefined) counts.set(row, (counts.get(row) ?? 0) + 1);
    };
    let last: Entry | undefined;
    for (const stem of stems) {
      const entry = entries.get(stem);
      count(entry?.row);
      count(last?.pairs?.get(stem));
      last = entry;
    }
    return counts;
  }

  function vectorOfStems(stems: Iterable<string>): Float32Array {
    const sum = new Float32Array(dims);
    for (const [row, count] of countsOf(stems)) {
      const weight = countWeight(count) * (scales[row] ?? 0);
      const at = row * dims;
      for (let index = 0; index < dims; index += 1) sum[index] = (sum[index] ?? 0) + weight * (rows[at + index] ?? 0);
    }
    return normalise(sum);
  }

  // Lengths of rows before their scales, made when they are first asked for.
  const lengths = new Float32Array(terms.length);

  function lengthOf(row: number): number {
    const known = lengths[row] ?? 0;
    if (known > 0) return known;
    let squares = 0;
    for (let at = row * dims; at < (row + 1) * dims; at += 1) squares += (rows[at] ?? 0) ** 2;
    lengths[row] = Math.sqrt(squares);
    return lengths[row] ?? 0;
  }

  // Cosines by one row and then by another: the same words of a field meet again and again.
  const cosines = new Map<number, Map<number, number>>();
  let cosinesHeld = 0;

  function cosinesWith(row: number): Map<number, number> {
    if (cosinesHeld >= maxCosines) {
      cosines.clear();
      cosinesHeld = 0;
    }
    const known = cosines.get(row) ?? new Map<number, number>();
    cosines.set(row, known);
    return known;
  }

  function cosineOf(one: number, other: number, withOne: Map<number, number>): number {
    const known = withOne.get(other);
    if (known !== undefined) return known;
    let product = 0;
    for (let dim = 0; dim < dims; dim += 1) product += (rows[one * dims + dim] ?? 0) * (rows[other * dims + dim] ?? 0);
    // The scales of the rows cancel out.
    const cosine = product / Math.max(lengthOf(one) * lengthOf(other), 1);
    withOne.set(other, cosine);
    cosinesHeld += 1;
    return cosine;
  }

  return {
    dims,
    vectorOf: (text) => vectorOfStems(meaningStems(text)),
    vectorOfStems,
    likenessTo(stems) {
      const asked = [...new Set(stems)].flatMap((stem) => entries.get(stem)?.row ?? []);
      const askedCosines = asked.map((row) => ({ row, withRow: cosinesWith(row) }));
      const known = new Map<string, number>();
      return (stem) => {
        const before = known.get(stem);
        if (before !== undefined) return before;
        const other = entries.get(stem)?.row;
        let likeness = 0;
        if (other !== undefined) {
          for (const { row, withRow } of askedCosines) likeness = Math.max(likeness, cosineOf(row, other, withRow));
        }
        known.set(stem, likeness);
        return likeness;
      };
    },
    shareIn(term, direction) {
      const row = rowOf(term);
      if (row === undefined) return undefined;
      let sum = 0;
      for (let dim = 0; dim < dims; dim += 1) sum += (rows[row * dims + dim] ?? 0) * (direction[dim] ?? 0);
      return sum * (scales[row] ?? 0);
    },
    knows: (term) => rowOf(term) !== undefined,
  };
}
