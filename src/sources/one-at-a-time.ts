export interface GateOptions {
  /** From the end of one to the begin of the next, in milliseconds. */
  readonly pauseMs: number;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonicMs: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * One at a time, with pauses between. It waits before the first as well: another process may have just stopped. p-throttle counts
 * from begin to begin, and by a clock that tests cannot set.
 */
export function createGate({ pauseMs, monotonicMs, sleep }: GateOptions) {
  let last: Promise<unknown> = Promise.resolve();
  let endedAtMs = monotonicMs();

  async function afterPause<Result>(action: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    const leftMs = endedAtMs + pauseMs - monotonicMs();
    if (leftMs > 0) await sleep(leftMs, signal);
    signal.throwIfAborted();
    try {
      return await action();
    } finally {
      endedAtMs = monotonicMs();
    }
  }

  return {
    /** Runs what it is given when all before it are done and the pause after them is over. */
    run<Result>(action: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
      const turn = last.then(() => afterPause(action, signal));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
