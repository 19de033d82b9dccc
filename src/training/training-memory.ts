import { panelColumns } from './kernels.ts';

/** Sizes that decide how training memory is laid out. */
export interface TrainingSizes {
  readonly rows: number;
  readonly dims: number;
  /** Pairs of texts in a batch, a multiple of `blockTexts`. */
  readonly batch: number;
}

/** Texts that one thread handles at a time. Sums are formed block by block, so results do not depend on the number of threads. */
export const blockTexts = 64;

/** Distinct terms of a text that are used. arXiv's abstracts have 227 at most, pairs among them, measured on 20,000. */
export const maxTermsOfText = 512;

/** One side of a batch: the questions, or the texts to be found. Numbers are addresses in bytes. */
export interface SideAddresses {
  readonly terms: number;
  readonly weights: number;
  readonly termCounts: number;
  /** Directions, text by text. */
  readonly units: number;
  readonly lengths: number;
  /** Directions in panels of 8 dims, each text by text: for products over texts. */
  readonly panels: number;
  /** Slopes of the loss along each text's sum. */
  readonly slopes: number;
}

/** One side of a batch as numbers to work with. */
export type Side = ReturnType<typeof viewSide>;

export function viewSide(memory: WebAssembly.Memory<true>, { dims, batch }: TrainingSizes, at: SideAddresses) {
  const floats = (address: number, length: number): Float32Array => new Float32Array(memory.buffer, address, length);
  const ints = (address: number, length: number): Int32Array => new Int32Array(memory.buffer, address, length);
  return {
    at,
    terms: ints(at.terms, batch * maxTermsOfText),
    weights: floats(at.weights, batch * maxTermsOfText),
    termCounts: ints(at.termCounts, batch),
    units: floats(at.units, batch * dims),
    lengths: floats(at.lengths, batch),
    panels: floats(at.panels, batch * dims),
    slopes: floats(at.slopes, batch * dims),
  };
}

export interface Addresses {
  readonly vectors: number;
  readonly squares: number;
  readonly gradients: number;
  readonly sides: readonly [SideAddresses, SideAddresses];
  /** Directions of the second side in panels of 8 texts, each dim by dim: for products over dims. */
  readonly columnPanels: number;
  /** exp(scale × (cosine - 1)) of every pair of texts. */
  readonly weightsOfPairs: number;
  readonly rowSums: number;
  /** Column sums of each block. */
  readonly columnSums: number;
  /** Loss of each block, float64. */
  readonly losses: number;
  /** Block of scratch for each thread. */
  readonly scratch: readonly number[];
  readonly bytes: number;
}

export function addressesOf({ rows, dims, batch }: TrainingSizes, threads: number): Addresses {
  let bytes = 0;
  const take = (count: number): number => {
    const address = bytes;
    bytes += Math.ceil((4 * count) / 64) * 64; // 64: a cache line, so that threads do not share one.
    return address;
  };
  const side = (): SideAddresses => ({
    terms: take(batch * maxTermsOfText),
    weights: take(batch * maxTermsOfText),
    termCounts: take(batch),
    units: take(batch * dims),
    lengths: take(batch),
    panels: take(batch * dims),
    slopes: take(batch * dims),
  });
  return {
    vectors: take(rows * dims),
    squares: take(rows * dims),
    gradients: take(rows * dims),
    sides: [side(), side()],
    columnPanels: take(batch * dims),
    weightsOfPairs: take(batch * batch),
    rowSums: take(batch),
    columnSums: take((batch / blockTexts) * batch),
    losses: take((2 * batch) / blockTexts),
    scratch: Array.from({ length: threads }, () => take(blockTexts * batch)),
    get bytes() {
      return bytes;
    },
  };
}

/** Copies `texts` directions of `dims` numbers, from text `first` on, into panels of 8 dims, each text by text. */
export function packByDims(from: Float32Array, to: Float32Array, first: number, texts: number, batch: number): void {
  const dims = from.length / batch;
  for (let text = first; text < first + texts; text += 1) {
    for (let dim = 0; dim < dims; dim += 1) {
      const panel = Math.floor(dim / panelColumns) * batch * panelColumns;
      to[panel + text * panelColumns + (dim % panelColumns)] = from[text * dims + dim] ?? 0;
    }
  }
}

/** The same into panels of 8 texts, each dim by dim. */
export function packByTexts(from: Float32Array, to: Float32Array, first: number, texts: number, batch: number): void {
  const dims = from.length / batch;
  for (let text = first; text < first + texts; text += 1) {
    const panel = Math.floor(text / panelColumns) * dims * panelColumns;
    for (let dim = 0; dim < dims; dim += 1) {
      to[panel + dim * panelColumns + (text % panelColumns)] = from[text * dims + dim] ?? 0;
    }
  }
}
