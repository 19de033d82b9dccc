import { fileURLToPath } from 'node:url';
import { type Encoded, type Encoder, EncoderError, type Urgency, urgencies } from './encoder.ts';
import { type EncodingThread, type StartedThread, startEncodingThread } from './encoding-thread.ts';

/** The folder of the encoder that ships with the bot. */
export const shippedEncoder = fileURLToPath(new URL('../../../data/encoder', import.meta.url));

/** An encoder, or why there is none, in one sentence with the cure. */
export type OpenedEncoder =
  | { readonly kind: 'ready'; readonly encoder: Encoder }
  | { readonly kind: 'absent'; readonly reason: string };

export interface OpenEncoderOptions {
  /** Where its files are, see data/encoder/README.md; by default the shipped ones. */
  readonly folder?: string;
  /** Told once when its thread died and runs again, and once when it does so no more. */
  readonly onProblem?: (problem: string) => void;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonicMs?: () => number;
  readonly startThread?: (plan: { readonly folder: string }) => Promise<StartedThread>;
}

/** A thread that dies again within this time has a fault that starting it does not mend. */
const startedAgainAfterMs = 3_600_000;

interface Job {
  readonly pieces: readonly string[];
  readonly resolve: (encoded: Encoded | undefined) => void;
  readonly reject: (error: EncoderError) => void;
}

const withoutAccents = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '');

/** Loads the encoder into a thread of its own; a quarter of a second and 200 MB. Where it cannot be, says why. */
export async function openEncoder({
  folder = shippedEncoder,
  onProblem = () => undefined,
  monotonicMs = () => performance.now(),
  startThread = startEncodingThread,
}: OpenEncoderOptions = {}): Promise<OpenedEncoder> {
  const first = await startThread({ folder });
  if (first.kind === 'absent') return first;
  const { model } = first.thread;
  const words = new Set(first.thread.words);
  const queues: Readonly<Record<Urgency, Job[]>> = { question: [], topic: [], paper: [] };
  let thread: EncodingThread | undefined;
  let isEncoding = false;
  let diedAtMs = Number.NEGATIVE_INFINITY;
  let failure: string | undefined;
  const isOver = (): boolean => failure !== undefined;

  function rejectWaiting(why: string): void {
    for (const urgency of urgencies)
      for (const { reject } of queues[urgency].splice(0)) reject(new EncoderError(`Not encoded: ${why}`));
  }

  function fail(reason: string): void {
    failure = reason;
    onProblem(reason);
    rejectWaiting(reason);
  }

  function nextJob(): Job | undefined {
    const urgency = urgencies.find((waiting) => queues[waiting].length > 0);
    return urgency && queues[urgency].shift();
  }

  async function work(): Promise<void> {
    if (isEncoding) return;
    isEncoding = true;
    while (thread !== undefined) {
      const job = nextJob();
      if (job === undefined) break;
      await thread.encode(job.pieces).then(job.resolve, job.reject);
    }
    isEncoding = false;
  }

  function use(started: EncodingThread): void {
    thread = started;
    void started.ended.then(startAgain);
    void work();
  }

  /** What waited may be what it died of, and is rejected; what is asked meanwhile waits. */
  async function startAgain(why: string): Promise<void> {
    thread = undefined;
    if (isOver()) return;
    rejectWaiting(`the encoder’s thread died (${why}).`);
    const nowMs = monotonicMs();
    if (nowMs - diedAtMs < startedAgainAfterMs) return fail(`The encoder died again (${why}). Restart the bot.`);
    diedAtMs = nowMs;
    onProblem(`The encoder died (${why}) and is started again.`);
    const again = await startThread({ folder });
    if (again.kind === 'absent') return isOver() ? undefined : fail(again.reason);
    if (!isOver() && again.thread.model === model) return use(again.thread);
    await again.thread.end();
    if (!isOver()) fail('The encoder died, and its files have changed meanwhile. Restart the bot.');
  }

  use(first.thread);
  return {
    kind: 'ready',
    encoder: {
      model,
      get failure() {
        return failure;
      },
      encode(pieces, urgency) {
        if (failure !== undefined) return Promise.reject(new EncoderError(`Not encoded: ${failure}`));
        const { promise, resolve, reject } = Promise.withResolvers<Encoded | undefined>();
        queues[urgency].push({ pieces, resolve, reject });
        void work();
        return promise;
      },
      hasWord: (word) => words.has(withoutAccents(word)),
      async close() {
        if (isOver()) return;
        failure = 'The encoder was closed.';
        rejectWaiting(failure);
        await thread?.end();
      },
    },
  };
}
