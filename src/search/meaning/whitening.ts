import { readFileSync } from 'node:fs';
import { dims } from './encoder.ts';
import { similarity } from './meaning.ts';

/**
 * What papers on machine learning have in common: "data/encoder-whitening.bin", float32 little-endian, rows of `dims` numbers. First the
 * mean of their vectors, then the axes along which they differ most, each of such a length that these differences shrink to those along
 * the next axis. Made by `npm run fit:verdict` from 8,000 papers.
 */
const file = new URL('../../../data/encoder-whitening.bin', import.meta.url);

function readRows(): { mean: Float32Array; axes: readonly Float32Array[] } {
  const bytes = readFileSync(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = Float32Array.from({ length: bytes.byteLength / 4 }, (_, at) => view.getFloat32(4 * at, true));
  const row = (index: number): Float32Array => numbers.subarray(index * dims, (index + 1) * dims);
  return {
    mean: row(0),
    axes: Array.from({ length: numbers.length / dims - 1 }, (_, index) => row(index + 1)),
  };
}

const { mean, axes } = readRows();

/** What was asked, so that its product with a paper's vector, less the offset, tells how much they share that not all papers share. */
export interface WhitenedDirection {
  readonly direction: Float32Array;
  readonly offset: number;
}

/**
 * Takes from a direction what all papers share. The cosine as it is ranks well, but says little about whether a paper is on the question:
 * all are on machine learning. Area under the curve of answerable development queries against 84 near misses: cosine .799, less the mean
 * .852, with 8 / 16 / 32 axes shrunk .871 / .889 / .893, all axes by variance to the power -.2 .898. Papers' own lengths are left as they
 * are (.890), so that a paper costs one product.
 */
export function whitened(direction: Float32Array): WhitenedDirection {
  const centred = direction.map((value, dim) => value - (mean[dim] ?? 0));
  const shrunk = centred.slice();
  let squares = similarity(centred, centred);
  for (const axis of axes) {
    const along = similarity(axis, centred);
    squares -= along * along;
    for (let dim = 0; dim < dims; dim += 1) shrunk[dim] = (shrunk[dim] ?? 0) - along * (axis[dim] ?? 0);
  }
  const length = Math.sqrt(squares) || 1;
  const scaled = shrunk.map((value) => value / length);
  return { direction: scaled, offset: similarity(scaled, mean) };
}
