import pRetry from 'p-retry';
import { SourceError } from './source-error.ts';

export interface Patience {
  /** Pauses between attempts, in milliseconds; as many attempts follow the first. */
  readonly pausesMs: readonly number[];
  /** A source that asks for a longer pause is left alone until the next run. */
  readonly longestPauseMs: number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Another attempt may bring something else: not when access is denied or the request is wrong. */
function isPassing(error: unknown): error is SourceError {
  return error instanceof SourceError && error.kind !== 'refused' && error.kind !== 'blocked';
}

/**
 * Tries again what fails for a passing reason, after the pause that the source asks for, or the given one.
 *
 * @throws the last attempt's error
 */
export async function retrying<Result>(
  attempt: () => Promise<Result>,
  { pausesMs, longestPauseMs, sleep }: Patience,
  signal: AbortSignal,
): Promise<Result> {
  const pauseAfter = (error: SourceError, attempts: number): number =>
    Math.max(error.retryAfterMs ?? 0, pausesMs[attempts - 1] ?? 0);
  return pRetry(attempt, {
    retries: pausesMs.length,
    // The pauses are ours, so that a test need not wait for them.
    minTimeout: 0,
    signal,
    shouldRetry: async ({ error, attemptNumber }) => {
      if (!isPassing(error)) return false;
      const pauseMs = pauseAfter(error, attemptNumber);
      if (pauseMs > longestPauseMs) return false;
      await sleep(pauseMs, signal);
      return true;
    },
  });
}
