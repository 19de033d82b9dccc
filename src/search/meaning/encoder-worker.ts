import { parentPort, workerData } from 'node:worker_threads';
import { dims, type Encoded } from './encoder.ts';
import { readEncoderFiles } from './encoder-files.ts';
import { similarity } from './meaning.ts';
import { importRuntime, reasonOf, sessionOptions } from './runtime.ts';
import { createWordPieceTokenizer, type WordPieces } from './word-pieces.ts';

/** What the thread says first: what it can do, or why nothing. */
export type Started =
  | { readonly kind: 'ready'; readonly model: string; readonly words: readonly string[] }
  | { readonly kind: 'absent'; readonly reason: string };

/** What it says to each text: `encoded` is undefined for one without words. */
export type Reply =
  | { readonly kind: 'encoded'; readonly encoded: Encoded | undefined }
  | { readonly kind: 'failed'; readonly reason: string };

export interface ThreadPlan {
  readonly folder: string;
  /** Shared: 1 while the runtime is at work, from before a text is sent. */
  readonly busy: Int32Array;
}

/** Mean of the rows `from` up to `to` of `states`, scaled to length 1. */
function meanOf(states: Float32Array, from: number, to: number): Float32Array {
  const mean = new Float32Array(dims);
  for (let at = from * dims; at < to * dims; at += dims)
    for (let dim = 0; dim < dims; dim += 1) mean[dim] = (mean[dim] ?? 0) + (states[at + dim] ?? 0);
  // Not hypot(...mean), which takes longer than all else here: a thread is 40 pieces.
  const length = Math.sqrt(similarity(mean, mean));
  for (let dim = 0; dim < dims; dim += 1) mean[dim] = (mean[dim] ?? 0) / length;
  return mean;
}

/** Loads the files and the runtime. @throws an Error whose message names the cure */
async function open(folder: string) {
  const files = readEncoderFiles(folder);
  const tokenizer = createWordPieceTokenizer(files.tokenizer, files.tokenizerConfig);
  const { InferenceSession, Tensor } = await importRuntime();
  const session = await InferenceSession.create(files.model, sessionOptions);

  async function encodeTokens({ ids, spans }: WordPieces): Promise<Encoded> {
    const input = new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);
    const { last_hidden_state: output } = await session.run({ input_ids: input });
    const states = output?.data;
    if (!(states instanceof Float32Array) || states.length !== ids.length * dims)
      throw new Error(
        `The model gives no last_hidden_state of ${dims} numbers a token. Restore it (git checkout data/encoder).`,
      );
    return {
      whole: meanOf(states, 0, ids.length),
      pieces: spans.map((span) => span && meanOf(states, ...span)),
    };
  }

  async function encode(pieces: readonly string[]): Promise<Encoded | undefined> {
    const tokens = tokenizer.tokenize(pieces);
    return tokens && encodeTokens(tokens);
  }

  // The first run allocates and compiles; and a model of another make is told now, not when somebody asks.
  await encode(['ready']);
  return { model: files.sha256, words: tokenizer.words, encode };
}

async function start(port: NonNullable<typeof parentPort>, { folder, busy }: ThreadPlan): Promise<void> {
  const say = (message: Started | Reply): void => {
    // Before the message: the answer to it may be the next text.
    Atomics.store(busy, 0, 0);
    Atomics.notify(busy, 0);
    port.postMessage(message);
  };
  try {
    const { model, words, encode } = await open(folder);
    port.on('message', async (pieces: readonly string[]) => {
      try {
        say({ kind: 'encoded', encoded: await encode(pieces) });
      } catch (error) {
        say({ kind: 'failed', reason: reasonOf(error) });
      }
    });
    say({ kind: 'ready', model, words });
  } catch (error) {
    say({ kind: 'absent', reason: reasonOf(error) });
  }
}

if (parentPort !== null) await start(parentPort, workerData);
