/** Time as the stand-in sees it, so that a test can move it by hand. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Runs `run` once after `ms`. The returned function cancels it. */
  after(ms: number, run: () => void): () => void;
}

export function createRealClock(): Clock {
  return {
    now: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      timer.unref(); // A redelivery due in five minutes must not keep the process alive.
      return () => clearTimeout(timer);
    },
  };
}
