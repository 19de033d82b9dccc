import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Blow } from './blows.ts';

export interface ChaosOptions {
  readonly workers: number;
  /** Posts that reach Slack between two blows, from and to: a count, so that a busy machine only takes longer. */
  readonly postsBetween: readonly [number, number];
  readonly blow: Blow;
  readonly random: () => number;
  /** What runs in each of them: at first, and when it is started again. */
  readonly processFiles: readonly [first: string, again: string];
  /** What the first, the second and so on is started with. */
  readonly argumentOf: (worker: number) => object;
}

export interface Chaos {
  /** `ended`: processes at work that ended by themselves, which none ever should. `notKept`: questions that the store did not take in time. */
  readonly counts: { readonly blows: number; readonly ended: number; readonly notKept: number };
  /** To be told of each post that reaches Slack. */
  posted(): void;
  stop(): void;
}

/** The blow falls some time after the post: before its answer, while that is put on record, or amid the next one. In milliseconds. */
const longestDelayMs = 300;

/** Keeps so many workers alive, and lets one blow after the other fall until it is told to stop. */
export function startChaos(options: ChaosOptions): Chaos {
  const { workers, postsBetween, blow, random, processFiles, argumentOf } = options;
  const counts = { blows: 0, ended: 0, notKept: 0 };
  let isOver = false;
  const all = new Set<ChildProcess>();
  const atWork = new Set<ChildProcess>();

  function start(index: number, processFile: string): void {
    const argument = JSON.stringify(argumentOf(index));
    const worker = fork(processFile, [argument], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    all.add(worker);
    worker.on('message', (message) => {
      if (message === 'at work') atWork.add(worker);
      else counts.notKept += 1;
    });
    worker.once('exit', (_, signal) => {
      all.delete(worker);
      const wasAtWork = atWork.delete(worker);
      if (isOver) return;
      if (wasAtWork && signal !== 'SIGKILL') counts.ended += 1;
      start(index, processFiles[1]);
    });
  }

  async function strike(): Promise<void> {
    await sleep(random() * longestDelayMs);
    // One that is still starting has nothing to lose.
    const victim = [...atWork][Math.floor(random() * atWork.size)];
    if (victim !== undefined && !isOver && blow(victim)) counts.blows += 1;
  }

  const [fewest, most] = postsBetween;
  const drawPosts = (): number => Math.round(fewest + random() * (most - fewest));
  let postsLeft = drawPosts();
  for (let index = 0; index < workers; index += 1) start(index, processFiles[0]);
  return {
    counts,
    posted() {
      postsLeft -= 1;
      if (postsLeft > 0) return;
      postsLeft = drawPosts();
      void strike();
    },
    stop() {
      isOver = true;
      for (const worker of all) worker.kill('SIGKILL');
    },
  };
}
