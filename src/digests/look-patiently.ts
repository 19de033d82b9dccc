import type { FindOutcome } from './digest-post.ts';

/** Between two looks, where Slack does not say how long. In milliseconds. */
const usualPauseMs = 2_000;
const mostLooks = 4;

/** Looks again where Slack is in passing trouble. @param longestPauseMs between two looks, however long Slack asks to wait */
export async function lookPatiently(
  look: () => Promise<FindOutcome>,
  sleep: (ms: number) => Promise<void>,
  longestPauseMs: number,
): Promise<FindOutcome> {
  for (let looks = 1; ; looks += 1) {
    const found = await look();
    if (found.kind !== 'later' || looks === mostLooks) return found;
    await sleep(Math.min(found.retryAfterMs ?? usualPauseMs, longestPauseMs));
  }
}
