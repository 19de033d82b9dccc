import { parentPort, workerData } from 'node:worker_threads';
import { createBatchStep } from './batch-step.ts';
import { createRandom, mixedSeed, shuffled } from './random.ts';
import type { TrainingJob } from './run-threads.ts';

const job = workerData as TrainingJob & { readonly thread: number };
const { control, settings, sizes, threads, thread, steps } = job;

/** Places in `control`. */
const [arrived, round, stop, decision] = [0, 1, 2, 3];

function meet(): void {
  const now = Atomics.load(control, round);
  if (Atomics.add(control, arrived, 1) === threads - 1) {
    Atomics.store(control, arrived, 0);
    // One thread reads the wish to stop for all: they must stop after the same step.
    Atomics.store(control, decision, Atomics.load(control, stop));
    Atomics.add(control, round, 1);
    Atomics.notify(control, round);
    return;
  }
  while (Atomics.load(control, round) === now) Atomics.wait(control, round, now);
}

/** Falls in a straight line to this share of the first rate. */
const lastRateShare = 0.05;

const batchStep = createBatchStep({ ...job, ...settings, meet });
const stepsOfPass = Math.floor((job.corpus.starts.length - 1) / sizes.batch);
let order: Int32Array = new Int32Array(0);
let orderOfPass = -1;
let step = steps.from;
for (; step < steps.to; step += 1) {
  const pass = Math.floor(step / stepsOfPass);
  if (pass !== orderOfPass)
    order = shuffled(createRandom(mixedSeed(settings.seed, pass)), job.corpus.starts.length - 1);
  orderOfPass = pass;
  const at = (step % stepsOfPass) * sizes.batch;
  const rate = settings.rate * (1 - (1 - lastRateShare) * (step / steps.total));
  batchStep.run(order.subarray(at, at + sizes.batch), step, rate);
  if (thread === 0) parentPort?.postMessage({ step: step + 1, loss: batchStep.loss() });
  if (Atomics.load(control, decision) === 1) {
    step += 1;
    break;
  }
}
