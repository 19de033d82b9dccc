import { RespondError } from '@slack/bolt';
import { WebAPIRateLimitedError } from '@slack/web-api';
import { longestRateLimitSeconds } from '../limits.ts';

/** Waits this many milliseconds; tests pass their own. */
export type Sleep = (ms: number) => Promise<void>;

const maxAttempts = 3;

/** Bolt does not tell how long a response_url asks to wait; Slack's pace is one message a second. */
const responseUrlWaitSeconds = 1;

/** Seconds that Slack asks to wait, or undefined when the error is no refusal for haste. */
export function rateLimitSecondsOf(error: unknown): number | undefined {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter;
  return error instanceof RespondError && error.statusCode === 429 ? responseUrlWaitSeconds : undefined;
}

/**
 * Calls Slack, and again when it answers 429 and names a wait that a person can bear. A 429 is a certain refusal, so nothing is
 * posted twice; every other error is thrown at once, since the call may have been carried out.
 */
export async function waitingForRateLimit<Result>(call: () => Promise<Result>, sleep: Sleep): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const seconds = rateLimitSecondsOf(error);
      if (seconds === undefined || seconds > longestRateLimitSeconds || attempt === maxAttempts) throw error;
      await sleep(seconds * 1_000);
    }
  }
}
