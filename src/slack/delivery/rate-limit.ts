import type { Logger } from 'pino';
import { longestRateLimitSeconds } from '../limits.ts';
import { troubleOf } from './errors.ts';

/** Waits this many milliseconds; tests pass their own. */
export type Sleep = (ms: number) => Promise<void>;

/** What a call that waits and logs needs. */
export interface Calling {
  readonly sleep: Sleep;
  readonly logger: Logger;
}

const maxAttempts = 3;
const defaultWaitMs = 1_000;

/**
 * Calls Slack, and again where it surely was not done and a person can bear the wait: told to slow down, or not reached. Every other
 * error is thrown at once, since the call may have been carried out.
 */
export async function waitingForRateLimit<Result>(call: () => Promise<Result>, sleep: Sleep): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const { means, retryAfterMs } = troubleOf(error) ?? {};
      const isSurelyNotDone = means === 'busy' || means === 'unreached';
      const waitMs = (retryAfterMs ?? defaultWaitMs) * (means === 'unreached' ? attempt : 1);
      if (!isSurelyNotDone || waitMs > longestRateLimitSeconds * 1_000 || attempt === maxAttempts) throw error;
      await sleep(waitMs);
    }
  }
}
