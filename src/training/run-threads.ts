import { Worker } from 'node:worker_threads';
import type { ExampleMix, SharedCorpus } from './examples.ts';
import type { Addresses, TrainingSizes } from './training-memory.ts';

export interface LearningSettings {
  readonly seed: number;
  readonly scale: number;
  /** First learning rate of Adagrad. */
  readonly rate: number;
  readonly mix: ExampleMix;
}

/** What the threads of one run share. */
export interface TrainingJob {
  readonly memory: WebAssembly.Memory<true>;
  readonly addresses: Addresses;
  readonly sizes: TrainingSizes;
  readonly corpus: SharedCorpus;
  readonly settings: LearningSettings;
  readonly threads: number;
  /** Steps to do: `from` up to but not including `to`, of `total`. */
  readonly steps: { readonly from: number; readonly to: number; readonly total: number };
  /** Where threads meet: see worker.ts. */
  readonly control: Int32Array;
}

const stopPlace = 2;

export interface StepDone {
  /** How many steps are done in all. */
  readonly step: number;
  readonly loss: number;
}

/** Runs steps on `threads` worker threads; gives the number of steps done in all, fewer than asked when `signal` aborts. */
export async function runThreads(
  job: Omit<TrainingJob, 'control'>,
  onStep: (done: StepDone) => void,
  signal?: AbortSignal,
): Promise<number> {
  const control = new Int32Array(new SharedArrayBuffer(16));
  const stop = (): void => {
    Atomics.store(control, stopPlace, 1);
  };
  if (signal?.aborted === true) return job.steps.from;
  signal?.addEventListener('abort', stop, { once: true });
  let done = job.steps.from;
  const workers = Array.from({ length: job.threads }, (_, thread) => {
    const workerData = { ...job, control, thread };
    return new Worker(new URL('./worker.ts', import.meta.url), { workerData });
  });
  workers[0]?.on('message', (message: StepDone) => {
    done = message.step;
    onStep(message);
  });
  try {
    await Promise.all(
      workers.map(
        (worker) =>
          new Promise<void>((resolve, reject) => {
            worker.once('error', reject);
            worker.once('exit', () => resolve());
          }),
      ),
    );
  } finally {
    signal?.removeEventListener('abort', stop);
    // When one failed, the others wait for it for ever.
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return done;
}
