import { WebAPIRateLimitedError } from '@slack/web-api';
import { longestRateLimitSeconds } from './limits.ts';

/** Waits this many milliseconds; tests pass their own. */
export type Sleep = (ms: number) => Promise<void>;

const maxAttempts = 3;

/**
 * Calls Slack, and again when it answers 429 and names a wait that a person can bear. A 429 is a certain refusal, so nothing is
 * posted twice; every other error is thrown at once, since the call may have been carried out.
 */
export async function waitingForRateLimit<Result>(call: () => Promise<Result>, sleep: Sleep): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const isBearable = error instanceof WebAPIRateLimitedError && error.retryAfter <= longestRateLimitSeconds;
      if (!isBearable || attempt === maxAttempts) throw error;
      await sleep(error.retryAfter * 1_000);
    }
  }
}
