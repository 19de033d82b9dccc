import { quantise } from '../search/meaning/quantise.ts';
import { encodeVectors } from '../search/meaning/vectors-file.ts';
import { maxPages, pageBytes } from '../search/meaning/wasm-code.ts';
import { readCheckpoint, removeCheckpoint, writeCheckpoint } from './checkpoint.ts';
import type { ExampleMix } from './examples.ts';
import { type CorpusChoice, type CorpusProgress, type PreparedCorpus, prepareCorpus } from './prepare-corpus.ts';
import { createRandom, mixedSeed, type Random } from './random.ts';
import { runThreads, type StepDone } from './run-threads.ts';
import { TrainingError } from './training-error.ts';
import { addressesOf, blockTexts } from './training-memory.ts';

export interface TrainOptions extends CorpusChoice {
  /** Where a stopped run is kept. */
  readonly checkpoint: string;
  readonly isResumed: boolean;
  readonly epochs: number;
  readonly seed: number;
  readonly threads: number;
  readonly batch: number;
  readonly scale: number;
  readonly rate: number;
  readonly mix: ExampleMix;
}

export type TrainProgress = CorpusProgress | ({ readonly kind: 'learning'; readonly total: number } & StepDone);

/** A number of the normal distribution, by Box & Muller. */
function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Random directions, as long as the terms are rare: a text then starts as its tf-idf. */
function fillAtRandom(vectors: Float32Array, dims: number, idf: Float32Array, seed: number): void {
  const random = createRandom(mixedSeed(seed, -1));
  for (let at = 0; at < vectors.length; at += 1) {
    vectors[at] = (gaussian(random) * (idf[Math.floor(at / dims)] ?? 0)) / Math.sqrt(dims);
  }
}

/** Learns vectors from a corpus; gives the bytes of a vectors file, or undefined when `signal` stopped it (then there is a checkpoint). */
export async function train(
  options: TrainOptions,
  onProgress: (progress: TrainProgress) => void,
  signal?: AbortSignal,
): Promise<Buffer | undefined> {
  return learn(await prepareCorpus(options, onProgress), options, onProgress, signal);
}

/** The same from a corpus that is prepared already. */
export async function learn(
  { papers, terms, corpus, sha256 }: PreparedCorpus,
  options: TrainOptions,
  onProgress: (progress: TrainProgress) => void,
  signal?: AbortSignal,
): Promise<Buffer | undefined> {
  const { dims } = options.limits;
  const batch = Math.min(options.batch, Math.floor(papers / blockTexts) * blockTexts);
  if (batch === 0) {
    throw new TrainingError(`${options.corpus} holds ${papers} papers; training needs ${blockTexts}. Add some.`);
  }

  const sizes = { rows: terms.length, dims, batch };
  const addresses = addressesOf(sizes, options.threads);
  const memory = new WebAssembly.Memory({
    initial: Math.ceil(addresses.bytes / pageBytes),
    maximum: maxPages,
    shared: true,
  });
  const vectors = new Float32Array(memory.buffer, addresses.vectors, terms.length * dims);
  // Vectors and the sums of squares stand side by side.
  const state = new Uint8Array(memory.buffer, addresses.vectors, addresses.gradients - addresses.vectors);
  const { seed, scale, rate, mix, epochs, limits } = options;
  const settings = { seed, scale, rate, epochs, batch, ...mix, ...limits };
  const identity = { corpusSha256: sha256, papers, settings };
  const total = epochs * Math.floor(papers / batch);

  const resumed = options.isResumed ? readCheckpoint(options.checkpoint, identity, state) : 0;
  if (resumed === 0) fillAtRandom(vectors, dims, corpus.idf, seed);
  const done = await runThreads(
    {
      ...{ memory, addresses, sizes, corpus },
      settings: { seed, scale, rate, mix },
      threads: options.threads,
      steps: { from: resumed, to: total, total },
    },
    (step) => onProgress({ kind: 'learning', total, ...step }),
    signal,
  );
  if (done < total) {
    writeCheckpoint(options.checkpoint, identity, done, state);
    return undefined;
  }
  removeCheckpoint(options.checkpoint);
  const rows = new Int8Array(vectors.length);
  const scales = Float32Array.from(terms, (_, row) =>
    quantise(vectors.slice(row * dims, (row + 1) * dims), rows, row * dims),
  );
  return encodeVectors({ terms, scales, rows }, { dims, papers, corpusSha256: sha256, settings });
}
