import { Worker } from 'node:worker_threads';
import { type Encoded, EncoderError } from './encoder.ts';
import type { Reply, Started, ThreadPlan } from './encoder-worker.ts';
import { reasonOf } from './runtime.ts';

/** The thread in which the model runs: on the main one each paper would hold up everything for 30 ms. */
export interface EncodingThread {
  readonly model: string;
  readonly words: readonly string[];
  /** One text at a time. @throws EncoderError when it cannot be encoded or the thread ends meanwhile */
  encode(pieces: readonly string[]): Promise<Encoded | undefined>;
  /** Why it ended, once it has. */
  readonly ended: Promise<string>;
  end(): Promise<void>;
}

export type StartedThread =
  | { readonly kind: 'ready'; readonly thread: EncodingThread }
  | { readonly kind: 'absent'; readonly reason: string };

/** Heap of the thread, in megabytes: it needs 30 for the vocabulary. With more it ends by itself, and the bot goes on. */
const maxHeapMegabytes = 256;

/** 512 tokens take .07 s of a core and loading 1 s; a busy machine takes several times that. */
const longestRunMs = 10_000;

/** Starts the thread; a quarter of a second. It keeps no process alive that waits for nothing from it. */
export async function startEncodingThread(plan: Pick<ThreadPlan, 'folder'>): Promise<StartedThread> {
  const busy = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)).fill(1);
  const worker = new Worker(new URL('./encoder-worker.ts', import.meta.url), {
    workerData: { ...plan, busy } satisfies ThreadPlan,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes },
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();
  const { promise: started, resolve: start } = Promise.withResolvers<Started>();
  let hasEnded = false;
  let failure: string | undefined;
  let take: ((reply: Reply) => void) | undefined;
  let lastReply: Promise<Reply> | undefined;
  worker.once('message', (first: Started) => {
    start(first);
    worker.on('message', (reply: Reply) => take?.(reply));
  });
  // The runtime aborts the process when it is torn down in the middle of a run. Here nothing but waiting is possible.
  const onProcessExit = (): void => {
    Atomics.wait(busy, 0, 1, longestRunMs);
  };
  process.once('exit', onProcessExit);
  worker.on('error', (error) => {
    failure = reasonOf(error);
  });
  worker.once('exit', (code) => {
    hasEnded = true;
    process.removeListener('exit', onProcessExit);
    const why = failure ?? `exit code ${code}`;
    start({ kind: 'absent', reason: `The encoder did not start: ${why}.` });
    take?.({ kind: 'failed', reason: why });
    end(why);
  });

  const first = await started;
  if (first.kind === 'absent') {
    await worker.terminate();
    return first;
  }
  worker.unref();
  return {
    kind: 'ready',
    thread: {
      ...{ model: first.model, words: first.words, ended },
      async encode(pieces) {
        if (hasEnded) throw new EncoderError('Not encoded: its thread has ended.');
        const { promise: replied, resolve } = Promise.withResolvers<Reply>();
        take = resolve;
        lastReply = replied;
        worker.ref();
        Atomics.store(busy, 0, 1);
        worker.postMessage(pieces);
        const reply = await replied;
        worker.unref();
        if (reply.kind === 'failed') throw new EncoderError(`Not encoded: ${reply.reason}.`);
        return reply.encoded;
      },
      async end() {
        await lastReply;
        await worker.terminate();
      },
    },
  };
}
