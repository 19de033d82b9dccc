import type { FindOutcome } from './digest-post.ts';

/** Between two looks, where Slack does not say how long. In milliseconds. */
const usualPauseMs = 2_000;
const mostLooks = 4;

/** However long Slack asks to wait, where nobody waits for what is looked for. In milliseconds. */
const longestPauseMs = 30_000;

/** Looks again where Slack is in passing trouble. @param mostMs the longest pause between two looks */
export async function lookPatiently(
  look: () => Promise<FindOutcome>,
  sleep: (ms: number) => Promise<void>,
  mostMs = longestPauseMs,
): Promise<FindOutcome> {
  for (let looks = 1; ; looks += 1) {
    const found = await look();
    if (found.kind !== 'later' || looks === mostLooks) return found;
    await sleep(Math.min(found.retryAfterMs ?? usualPauseMs, mostMs));
  }
}
