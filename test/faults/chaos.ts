import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ChaosOptions {
  readonly workers: number;
  /** Posts that reach Slack between two blows, from and to: a count, so that a busy machine only takes longer. */
  readonly postsBetween: readonly [number, number];
  /** Share of the blows that freeze the worker beyond its lease instead of killing it. */
  readonly freezeShare: number;
  readonly random: () => number;
  /** What runs in each of them, and what it is started with. */
  readonly processFile: string;
  readonly argument: object;
  /** A frozen one wakes up a second or three after this. */
  readonly leaseMs: number;
}

export interface Chaos {
  readonly counts: { readonly kills: number; readonly freezes: number };
  /** To be told of each post that reaches Slack. */
  posted(): void;
  stop(): void;
}

/** The blow falls some time after the post: before its answer, while that is put on record, or amid the next one. In milliseconds. */
const longestDelayMs = 300;

/** Keeps so many workers alive, and kills or freezes one after the other until it is told to stop. */
export function startChaos(options: ChaosOptions): Chaos {
  const { workers, postsBetween, freezeShare, random, processFile, argument, leaseMs } = options;
  const counts = { kills: 0, freezes: 0 };
  let isOver = false;
  const all = new Set<ChildProcess>();
  const atWork = new Set<ChildProcess>();

  function start(): void {
    const worker = fork(processFile, [JSON.stringify(argument)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    all.add(worker);
    worker.once('message', () => atWork.add(worker));
    worker.once('exit', () => {
      all.delete(worker);
      atWork.delete(worker);
      if (!isOver) start();
    });
  }

  async function freeze(worker: ChildProcess): Promise<void> {
    worker.kill('SIGSTOP');
    await sleep(leaseMs + 1_000 + random() * 2_000);
    worker.kill('SIGCONT');
  }

  async function strike(): Promise<void> {
    await sleep(random() * longestDelayMs);
    // One that is still starting has nothing to lose.
    const victim = [...atWork][Math.floor(random() * atWork.size)];
    if (victim === undefined || isOver) return;
    if (random() < freezeShare) {
      counts.freezes += 1;
      await freeze(victim);
    } else {
      counts.kills += 1;
      atWork.delete(victim);
      victim.kill('SIGKILL');
    }
  }

  const [fewest, most] = postsBetween;
  const drawPosts = (): number => Math.round(fewest + random() * (most - fewest));
  let postsLeft = drawPosts();
  for (let worker = 0; worker < workers; worker += 1) start();
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
