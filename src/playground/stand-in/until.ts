import type { Changes } from './changes.ts';
import type { Traffic } from './traffic.ts';

/**
 * How long a test may wait: real time, even when the stand-in's clock is moved by hand, long enough for a busy machine,
 * and less than what the test script gives a test, so that this message is the one that is read.
 */
const untilTimeoutMs = 20_000;

export type Until = <T>(find: () => T | undefined | false, description?: string) => Promise<T>;

/**
 * Waits until `find` gives something, looking again after every change and never in between.
 *
 * @throws what was awaited and the last ten lines of traffic, after four seconds
 */
export function createUntil({ changes, traffic }: { changes: Changes; traffic: Traffic }): Until {
  return (find, description = find.toString()) =>
    new Promise((resolve, reject) => {
      const unsubscribe = changes.subscribe(look);
      const deadline = setTimeout(() => {
        unsubscribe();
        reject(
          new Error(`Waited ${untilTimeoutMs} ms for ${description}. Last traffic:\n${traffic.lines(10).join('\n')}`),
        );
      }, untilTimeoutMs);
      look();

      function look(): void {
        try {
          const found = find();
          if (found === undefined || found === false) return;
          resolve(found);
        } catch (error) {
          reject(error);
        }
        unsubscribe();
        clearTimeout(deadline);
      }
    });
}
