import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** What befalls a worker, or what it stands on. False: the last one is not over yet. */
export type Blow = (victim: ChildProcess) => boolean;

/** Outlives a lease by one to three seconds. */
export const beyond = (leaseMs: number, random: () => number): number => leaseMs + 1_000 + random() * 2_000;

export const kill: Blow = (victim) => victim.kill('SIGKILL');

/** It stands still, wakes up after its lease has ended, and goes on where it was. `most`: so many at once. */
export function freezing(leaseMs: number, most: number, random: () => number): Blow {
  const frozen = new Set<ChildProcess>();
  async function freeze(victim: ChildProcess): Promise<void> {
    frozen.add(victim);
    victim.kill('SIGSTOP');
    await sleep(beyond(leaseMs, random));
    victim.kill('SIGCONT');
    frozen.delete(victim);
  }
  return (victim) => {
    if (frozen.has(victim) || frozen.size >= most) return false;
    void freeze(victim);
    return true;
  };
}

/** What befalls all of them alike, once at a time. */
export function oneAtATime(strike: () => Promise<void>): Blow {
  let isUnderWay = false;
  return () => {
    if (isUnderWay) return false;
    isUnderWay = true;
    void strike().finally(() => {
      isUnderWay = false;
    });
    return true;
  };
}
