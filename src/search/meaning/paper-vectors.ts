import { type DotProducts, openDotProducts } from './dot-products.ts';
import { dims } from './encoder.ts';
import { similarity } from './meaning.ts';

/** The directions of papers by slot, to be compared with one that was asked for. */
export interface PaperVectors {
  /** @param direction of length 1 */
  set(slot: number, direction: Float32Array): void;
  clear(slot: number): void;
  has(slot: number): boolean;
  /** Cosines with `direction` by slot, below `end`; NaN, or nothing at the end, for a slot without a vector. */
  cosines(direction: Float32Array, end: number): Promise<Float32Array>;
  /** The product of the paper's direction with another; undefined for a slot without a vector. */
  cosineAt(slot: number, direction: Float32Array): number | undefined;
}

export function createPaperVectors(): PaperVectors {
  /** NaN where there is no vector, so that its products are. */
  let rows = new Float32Array();
  let products: Promise<DotProducts> | undefined;

  const rowOf = (slot: number): Float32Array => rows.subarray(slot * dims, (slot + 1) * dims);
  const has = (slot: number): boolean => !Number.isNaN(rows[slot * dims] ?? Number.NaN);

  return {
    has,
    set(slot, direction) {
      products ??= openDotProducts();
      if (rowOf(slot).length === 0) {
        const more = new Float32Array((2 * slot + 128) * dims).fill(Number.NaN, rows.length);
        more.set(rows);
        rows = more;
      }
      rowOf(slot).set(direction);
    },
    clear: (slot) => rowOf(slot).fill(Number.NaN),
    cosineAt: (slot, direction) => (has(slot) ? similarity(rowOf(slot), direction) : undefined),
    async cosines(direction, end) {
      if (products === undefined) return new Float32Array();
      const multiply = await products;
      return multiply(rows.subarray(0, end * dims), direction);
    },
  };
}
