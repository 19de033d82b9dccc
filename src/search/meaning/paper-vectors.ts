import { dims } from './encoder.ts';
import { similarity } from './meaning.ts';

/** The directions of papers by slot, to be compared with one that was asked for. */
export interface PaperVectors {
  /** @param direction of length 1 */
  set(slot: number, direction: Float32Array): void;
  clear(slot: number): void;
  has(slot: number): boolean;
  /** Cosines with `direction` by slot, below `end`; 0 for a slot without a vector. */
  cosines(direction: Float32Array, end: number): Float32Array;
  /** The product of the paper's direction with another; undefined for a slot without a vector. */
  cosineAt(slot: number, direction: Float32Array): number | undefined;
}

export function createPaperVectors(): PaperVectors {
  let rows = new Float32Array();
  let known = new Uint8Array();

  return {
    set(slot, direction) {
      if (slot >= known.length) {
        const room = 2 * slot + 128;
        const [more, moreKnown] = [new Float32Array(room * dims), new Uint8Array(room)];
        more.set(rows);
        moreKnown.set(known);
        [rows, known] = [more, moreKnown];
      }
      rows.set(direction, slot * dims);
      known[slot] = 1;
    },
    clear(slot) {
      if (slot < known.length) known[slot] = 0;
    },
    has: (slot) => known[slot] === 1,
    cosineAt: (slot, direction) =>
      known[slot] === 1 ? similarity(rows.subarray(slot * dims, (slot + 1) * dims), direction) : undefined,
    cosines(direction, end) {
      const cosines = new Float32Array(end);
      for (let slot = 0; slot < Math.min(end, known.length); slot += 1) {
        if (known[slot] !== 1) continue;
        // Four sums at once do not wait for each other: twice as fast.
        let [a, b, c, d] = [0, 0, 0, 0];
        const from = slot * dims;
        for (let at = 0; at < dims; at += 4) {
          a += (rows[from + at] ?? 0) * (direction[at] ?? 0);
          b += (rows[from + at + 1] ?? 0) * (direction[at + 1] ?? 0);
          c += (rows[from + at + 2] ?? 0) * (direction[at + 2] ?? 0);
          d += (rows[from + at + 3] ?? 0) * (direction[at + 3] ?? 0);
        }
        cosines[slot] = a + b + c + d;
      }
      return cosines;
    },
  };
}
