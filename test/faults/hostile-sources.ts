import { setTimeout as sleep } from 'node:timers/promises';
import { hostileAnswers } from '../sources/hostile-answers.ts';
import { outcomeOf } from '../sources/outcome.ts';

/** Twice what nobody notices: cores differ, and what runs for the first time is not compiled yet. */
const limitMs = 100;

/** The most that the thread works between two turns of the event loop, in milliseconds of a core: other programs have no part in it. */
function watchTurns(): { stop(): number } {
  let longest = 0;
  let before = process.threadCpuUsage();
  const turn = (): void => {
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1_000);
    before = process.threadCpuUsage();
    next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  return {
    stop() {
      clearImmediate(next);
      return longest;
    },
  };
}

/** Reads every hostile answer, and says how long the event loop stood still at most. @returns whether it was short */
export async function readHostileSources(): Promise<boolean> {
  let isRight = true;
  for (const [name, answer] of Object.entries(hostileAnswers)) {
    const { source, slice, gives } = answer();
    await sleep(50);
    const turns = watchTurns();
    const { papers, failure } = await outcomeOf(source, slice);
    await new Promise(setImmediate);
    const longestMs = turns.stop();
    isRight &&= longestMs <= limitMs && (failure === undefined) === (gives === 'papers');
    process.stdout.write(
      `${name}: at most ${longestMs.toFixed(0)} ms of a core without a turn for others; ${failure?.message ?? `${papers.length} papers`}\n`,
    );
  }
  return isRight;
}
