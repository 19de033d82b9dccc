import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { WorkerArguments } from './worker-process.ts';

const workerFile = fileURLToPath(new URL('worker-process.ts', import.meta.url));

export interface ChaosOptions {
  readonly workers: number;
  /** Between two blows, from and to. */
  readonly pauseMs: readonly [number, number];
  /** Share of the blows that freeze the worker beyond its lease instead of killing it. */
  readonly freezeShare: number;
  readonly random: () => number;
  readonly argument: WorkerArguments;
}

export interface Chaos {
  readonly counts: { readonly kills: number; readonly freezes: number };
  stop(): Promise<void>;
}

/**
 * Keeps so many workers alive, and kills or freezes one after the other until it is told to stop. Only one that began to work is
 * hit: on a slow machine workers that take longer to start are given that time.
 */
export function startChaos({ workers, pauseMs, freezeShare, random, argument }: ChaosOptions): Chaos {
  const counts = { kills: 0, freezes: 0 };
  let isOver = false;
  const all = new Set<ChildProcess>();
  const atWork = new Set<ChildProcess>();

  function start(): void {
    const worker = fork(workerFile, [JSON.stringify(argument)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
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
    await sleep(argument.timing.leaseMs + 1_000 + random() * 2_000);
    worker.kill('SIGCONT');
  }

  async function strike(): Promise<void> {
    const [least, most] = pauseMs;
    while (!isOver) {
      await sleep(least + random() * (most - least));
      const victim = [...atWork][Math.floor(random() * atWork.size)];
      if (victim === undefined || isOver) continue;
      if (random() < freezeShare) {
        counts.freezes += 1;
        void freeze(victim);
      } else {
        counts.kills += 1;
        atWork.delete(victim);
        victim.kill('SIGKILL');
      }
    }
  }

  for (let worker = 0; worker < workers; worker += 1) start();
  const striking = strike();
  return {
    counts,
    async stop() {
      isOver = true;
      await striking;
      for (const worker of all) worker.kill('SIGKILL');
    },
  };
}
