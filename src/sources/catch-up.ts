import { isDeepStrictEqual } from 'node:util';
import { mergePapers } from '../papers/merge-papers.ts';
import type { Paper } from '../papers/paper.ts';
import type { Papers } from '../store/papers.ts';

/** Papers read from the store at once. */
const papersAtOnce = 200;

/** The event loop is given back after this long: answers wait for one paper more at most, far below the 50 ms that people notice. */
const sliceMs = 8;

export interface CatchUpDependencies {
  readonly papers: Pick<Papers, 'changedSince'>;
  /** Takes a paper into the index, in place of the one with its id. */
  readonly add: (paper: Paper) => void;
  /** The paper as the library has it: what its files said, and what the store said before. */
  readonly known: (id: string) => Paper | undefined;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonicMs: () => number;
}

/** Brings the library up to what the store holds, and gives how many papers changed. Calls wait for those before them. */
export type CatchUp = () => Promise<number>;

/** Follows the store's changes, whichever process made them. Only what is on disk there becomes searchable here. */
export function createCatchUp({ papers, add, known, monotonicMs }: CatchUpDependencies): CatchUp {
  let change = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function follow(): Promise<number> {
    let count = 0;
    let yieldedAtMs = monotonicMs();
    for (;;) {
      const step = await papers.changedSince(change, papersAtOnce);
      for (const changed of step) {
        const before = known(changed.paper.id);
        const after = before === undefined ? changed.paper : mergePapers(before, changed.paper);
        // What the library was loaded with needs no second place in the index.
        if (!isDeepStrictEqual(before, after)) add(after);
        change = changed.change;
        if (monotonicMs() - yieldedAtMs < sliceMs) continue;
        await new Promise(setImmediate);
        yieldedAtMs = monotonicMs();
      }
      count += step.length;
      if (step.length < papersAtOnce) return count;
    }
  }

  return () => {
    const turn = last.then(follow);
    last = turn.catch(() => undefined);
    return turn;
  };
}
