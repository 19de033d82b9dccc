import type { Kysely } from 'kysely';
import { isBusy } from './node-sqlite.ts';
import type { Tables } from './tables.ts';

type Work<Result> = (db: Kysely<Tables>) => Promise<Result>;

interface Waiting {
  readonly run: Work<() => void>;
  readonly reject: (error: unknown) => void;
}

/**
 * After a commit the next waits so long, and twice as long as that one took, so that of a crowd several share one and a slow disk leaves
 * two thirds of the event loop to others. Who comes alone waits for nobody.
 */
const pauseMs = 5;

/** Runs what is asked for at once, or while the last commit is fresh, in one transaction. Each resolves when all of it is on disk. */
export type GroupCommit = <Result>(work: Work<Result>) => Promise<Result>;

/**
 * Each commit of SQLite waits for the disk on the event loop, some milliseconds: of a hundred questions a second, each with three
 * commits of its own, little else was left of a core.
 */
export function createGroupCommit(db: Kysely<Tables>): GroupCommit {
  let waiting: Waiting[] = [];
  let nextAtMs = Number.NEGATIVE_INFINITY;

  async function flush(): Promise<void> {
    const group = waiting;
    waiting = [];
    const startedAtMs = performance.now();
    try {
      const settle = await db.transaction().execute(async (transaction) => {
        const done: (() => void)[] = [];
        for (const { run } of group) done.push(await run(transaction));
        return done;
      });
      const endedAtMs = performance.now();
      nextAtMs = endedAtMs + Math.max(pauseMs, 2 * (endedAtMs - startedAtMs));
      for (const resolve of settle) resolve();
    } catch (error) {
      // Nothing is kept of any. Where one of them failed, the others need not; another process's lock would hold up each.
      if (isBusy(error)) for (const { reject } of group) reject(error);
      else for (const { run, reject } of group) await run(db).then((resolve) => resolve(), reject);
    }
  }

  return (work) =>
    new Promise((resolve, reject) => {
      const run = async (open: Kysely<Tables>) => {
        const result = await work(open);
        return () => resolve(result);
      };
      waiting.push({ run, reject });
      if (waiting.length > 1) return;
      const leftMs = nextAtMs - performance.now();
      if (leftMs > 0) setTimeout(() => void flush(), leftMs);
      else setImmediate(() => void flush());
    });
}
