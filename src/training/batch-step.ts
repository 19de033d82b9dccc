import { createExamples, type ExampleMix, type SharedCorpus } from './examples.ts';
import { createKernels } from './kernels.ts';
import { createRandom, mixedSeed } from './random.ts';
import { createTermBag } from './term-bag.ts';
import {
  type Addresses,
  blockTexts,
  maxTermsOfText,
  packByDims,
  packByTexts,
  type Side,
  type TrainingSizes,
  viewSide,
} from './training-memory.ts';

export interface BatchStepParts {
  readonly memory: WebAssembly.Memory<true>;
  readonly addresses: Addresses;
  readonly sizes: TrainingSizes;
  readonly corpus: SharedCorpus;
  readonly mix: ExampleMix;
  readonly seed: number;
  /** Cosines are multiplied by this before the softmax. */
  readonly scale: number;
  readonly thread: number;
  readonly threads: number;
  /** Returns when every thread has called it. */
  readonly meet: () => void;
}

/**
 * One step of training: symmetric softmax over the cosines of a batch, then Adagrad. Every thread calls it with the same arguments
 * and does its share: blocks of texts by their number, vectors by their number. So each sum is formed by one thread in one order.
 */
export function createBatchStep(parts: BatchStepParts) {
  const { memory, addresses, sizes, corpus, scale, seed, thread, threads, meet } = parts;
  const { dims, batch, rows } = sizes;
  const kernels = createKernels(memory);
  const floats = (address: number, length: number): Float32Array => new Float32Array(memory.buffer, address, length);

  const query = createTermBag(rows);
  const target = createTermBag(rows);
  const examples = createExamples(corpus, parts.mix, query, target);

  const sides = [viewSide(memory, sizes, addresses.sides[0]), viewSide(memory, sizes, addresses.sides[1])] as const;
  const [queries, targets] = sides;
  const columnPanels = floats(addresses.columnPanels, batch * dims);
  const pairWeights = floats(addresses.weightsOfPairs, batch * batch);
  const rowSums = floats(addresses.rowSums, batch);
  const blocks = batch / blockTexts;
  const columnSums = floats(addresses.columnSums, blocks * batch);
  const losses = new Float64Array(memory.buffer, addresses.losses, blocks);
  const scratchAt = addresses.scratch[thread] ?? 0;
  const scratch = floats(scratchAt, blockTexts * batch);
  const isTouched = new Uint8Array(rows);
  const touched = new Int32Array(rows);

  function forOwnBlocks(run: (first: number, block: number) => void): void {
    for (let block = thread; block < blocks; block += threads) run(block * blockTexts, block);
  }

  function sumTerms(side: Side, text: number): void {
    const unit = side.units.subarray(text * dims, (text + 1) * dims).fill(0);
    const first = text * maxTermsOfText;
    for (let at = first; at < first + (side.termCounts[text] ?? 0); at += 1) {
      const row = addresses.vectors + 4 * dims * (side.terms[at] ?? 0);
      kernels.addScaled(side.at.units + 4 * dims * text, row, side.weights[at] ?? 0, dims);
    }
    let squares = 0;
    for (let dim = 0; dim < dims; dim += 1) squares += (unit[dim] ?? 0) ** 2;
    const length = Math.sqrt(squares);
    side.lengths[text] = length;
    if (length > 0) for (let dim = 0; dim < dims; dim += 1) unit[dim] = (unit[dim] ?? 0) / length;
  }

  function makeTexts(papers: Int32Array, stepNumber: number, first: number): void {
    for (let text = first; text < first + blockTexts; text += 1) {
      examples.make(papers[text] ?? 0, createRandom(mixedSeed(seed, stepNumber, text)));
      const at = text * maxTermsOfText;
      queries.termCounts[text] = query.write(queries.terms, queries.weights, at, maxTermsOfText);
      targets.termCounts[text] = target.write(targets.terms, targets.weights, at, maxTermsOfText);
      for (const side of sides) sumTerms(side, text);
    }
    for (const side of sides) packByDims(side.units, side.panels, first, blockTexts, batch);
    packByTexts(targets.units, columnPanels, first, blockTexts, batch);
  }

  function weighPairs(first: number, block: number): void {
    const c = addresses.weightsOfPairs + 4 * batch * first;
    const a = queries.at.units + 4 * dims * first;
    kernels.multiply(c, 4 * batch, a, 4 * dims, addresses.columnPanels, blockTexts, batch, dims);
    const sums = columnSums.subarray(block * batch, (block + 1) * batch).fill(0);
    let loss = 0;
    for (let row = first; row < first + blockTexts; row += 1) {
      let rowSum = 0;
      const at = row * batch;
      for (let column = 0; column < batch; column += 1) {
        // Cosines are at most 1, so this never overflows.
        const weight = Math.exp(scale * ((pairWeights[at + column] ?? 0) - 1));
        pairWeights[at + column] = weight;
        rowSum += weight;
        sums[column] = (sums[column] ?? 0) + weight;
      }
      rowSums[row] = rowSum;
      loss -= Math.log((pairWeights[at + row] ?? 1) / rowSum);
    }
    losses[block] = loss;
  }

  const inverseRows = new Float32Array(batch);
  const inverseColumns = new Float32Array(batch);
  function invertSums(): void {
    for (let text = 0; text < batch; text += 1) {
      let sum = 0;
      for (let block = 0; block < blocks; block += 1) sum += columnSums[block * batch + text] ?? 0;
      inverseColumns[text] = 0.5 / sum;
      inverseRows[text] = 0.5 / (rowSums[text] ?? 1);
    }
  }

  /** Slopes of a block of one side: of the loss along each cosine, times the other side's directions. */
  function slopesOf(side: Side, other: Side, first: number): void {
    const isQuery = side === queries;
    const own = isQuery ? inverseRows : inverseColumns;
    const others = isQuery ? inverseColumns : inverseRows;
    for (let text = first; text < first + blockTexts; text += 1) {
      const at = (text - first) * batch;
      for (let index = 0; index < batch; index += 1) {
        const weight = pairWeights[isQuery ? text * batch + index : index * batch + text] ?? 0;
        scratch[at + index] = scale * weight * ((own[text] ?? 0) + (others[index] ?? 0));
      }
      scratch[at + text] = (scratch[at + text] ?? 0) - scale;
    }
    const c = side.at.slopes + 4 * dims * first;
    kernels.multiply(c, 4 * dims, scratchAt, 4 * batch, other.at.panels, blockTexts, dims, batch);
    for (let text = first; text < first + blockTexts; text += 1) throughLength(side, text);
  }

  /** From the slope along a direction to the slope along the sum that was brought to length 1. */
  function throughLength({ units, slopes, lengths }: Side, text: number): void {
    const length = lengths[text] ?? 0;
    let along = 0;
    const at = text * dims;
    for (let dim = 0; dim < dims; dim += 1) along += (units[at + dim] ?? 0) * (slopes[at + dim] ?? 0);
    for (let dim = 0; dim < dims; dim += 1) {
      slopes[at + dim] = length === 0 ? 0 : ((slopes[at + dim] ?? 0) - along * (units[at + dim] ?? 0)) / length;
    }
  }

  function moveOwnVectors(rate: number): void {
    let count = 0;
    for (const side of sides) {
      for (let text = 0; text < batch; text += 1) {
        const first = text * maxTermsOfText;
        const slope = side.at.slopes + 4 * dims * text;
        for (let at = first; at < first + (side.termCounts[text] ?? 0); at += 1) {
          const row = side.terms[at] ?? 0;
          if (row % threads !== thread) continue;
          if (isTouched[row] === 0) touched[count++] = row;
          isTouched[row] = 1;
          kernels.addScaled(addresses.gradients + 4 * dims * row, slope, side.weights[at] ?? 0, dims);
        }
      }
    }
    for (let index = 0; index < count; index += 1) {
      const row = touched[index] ?? 0;
      const offset = 4 * dims * row;
      isTouched[row] = 0;
      const { vectors, squares, gradients } = addresses;
      kernels.step(vectors + offset, squares + offset, gradients + offset, rate, dims);
    }
  }

  return {
    /** Learns from `batch` papers. */
    run(papers: Int32Array, stepNumber: number, rate: number): void {
      forOwnBlocks((first) => makeTexts(papers, stepNumber, first));
      meet();
      forOwnBlocks(weighPairs);
      meet();
      invertSums();
      forOwnBlocks((first) => {
        slopesOf(queries, targets, first);
        slopesOf(targets, queries, first);
      });
      meet();
      moveOwnVectors(rate);
      meet();
    },
    /** Mean loss of the last step, the same on every thread. */
    loss: () => losses.reduce((sum, loss) => sum + loss, 0) / batch,
  };
}
