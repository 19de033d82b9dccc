import { isDeepStrictEqual } from 'node:util';
import { mergePapers } from '../papers/merge-papers.ts';
import type { Paper } from '../papers/paper.ts';
import type { Changed, Papers } from '../store/papers.ts';

/** Papers read from the store at once; to read them from PostgreSQL takes 10 to 20 ms, in which nobody is answered. */
const papersAtOnce = 500;

/** Papers taken at once. While some are put into a database, the next of them are worked out. */
const takenAtOnce = 3_000;

/** The event loop is given back after this long: answers wait for one paper more at most, far below the 50 ms that people notice. */
const sliceMs = 8;

/** Where papers are searched: it follows the store, change by change. */
export interface Follower {
  /** The last change that can be searched. */
  change(): number | Promise<number>;
  /** Makes papers searchable, in the order of their changes. */
  take(changed: readonly Changed[]): Promise<void>;
}

export interface MemoryFollowerDependencies {
  /** Takes a paper into the index, in place of the one with its id. */
  readonly add: (paper: Paper) => void;
  /** The paper as the library has it: what its files said, and what the store said before. */
  readonly known: (id: string) => Paper | undefined;
  /** The last change that is in the library already. */
  readonly from?: number;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonicMs: () => number;
}

/** A library in memory; questions are answered between two papers. */
export function createMemoryFollower({ add, known, from = 0, monotonicMs }: MemoryFollowerDependencies): Follower {
  let change = from;
  let yieldedAtMs = monotonicMs();
  return {
    change: () => change,
    async take(changes) {
      for (const changed of changes) {
        const before = known(changed.paper.id);
        const after = before === undefined ? changed.paper : mergePapers(before, changed.paper);
        // What the library was loaded with needs no second place in the index.
        if (!isDeepStrictEqual(before, after)) add(after);
        change = changed.change;
        if (monotonicMs() - yieldedAtMs < sliceMs) continue;
        await new Promise(setImmediate);
        yieldedAtMs = monotonicMs();
      }
    },
  };
}

export interface CatchUpDependencies {
  readonly papers: Pick<Papers, 'changedSince'>;
  readonly follower: Follower;
}

/** Brings the library up to what the store holds, and gives how many papers changed. Calls wait for those before them. */
export type CatchUp = () => Promise<number>;

/** Follows the store's changes, whichever process made them. Only what is on disk there becomes searchable here. */
export function createCatchUp({ papers, follower }: CatchUpDependencies): CatchUp {
  let last: Promise<unknown> = Promise.resolve();

  async function changedSince(change: number): Promise<Changed[]> {
    const changed: Changed[] = [];
    while (changed.length < takenAtOnce) {
      const step = await papers.changedSince(changed.at(-1)?.change ?? change, papersAtOnce);
      changed.push(...step);
      if (step.length < papersAtOnce) break;
    }
    return changed;
  }

  async function follow(): Promise<number> {
    let count = 0;
    for (;;) {
      const step = await changedSince(await follower.change());
      if (step.length > 0) await follower.take(step);
      count += step.length;
      if (step.length < takenAtOnce) return count;
    }
  }

  return () => {
    const turn = last.then(follow);
    last = turn.catch(() => undefined);
    return turn;
  };
}
