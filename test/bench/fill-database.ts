import { sql } from 'kysely';
import { type LiveLibrary, openLiveLibrary } from '../../src/library/live-library.ts';
import { createStoredVectors } from '../../src/library/stored-vectors.ts';
import type { Paper } from '../../src/papers/paper.ts';
import type { TextVectors } from '../../src/search/meaning/packed-vectors.ts';
import { piecesOf, vectorKey } from '../../src/search/meaning/paper-text.ts';
import { createCatchUp } from '../../src/sources/catch-up.ts';
import type { Store } from '../../src/store/open-store.ts';
import { createPapers } from '../../src/store/papers.ts';

const storedAtOnce = 500;

/** arXiv's ids begin with the month, "2403.01234": filters by date need a day, of which the rest gives some. */
export function datedByItsId(paper: Paper): Paper {
  const [, year, month, rest] = /^(\d\d)(0[1-9]|1[0-2])\.(\d+)/.exec(paper.id) ?? [];
  if (month === undefined || paper.published !== undefined) return paper;
  const day = 1 + (Number(rest) % 28);
  return { ...paper, published: `20${year}-${month}-${String(day).padStart(2, '0')}` };
}

export interface FilledDatabase {
  readonly library: LiveLibrary['collection'];
  /** Of indexing the papers, and of making the index of their vectors; milliseconds, hardly any where both were there. */
  readonly indexMs: number;
  readonly settleMs: number;
}

/** Fills a database as sources and the encoder would, as far as that was not done before. @param model hash of the encoder's files */
export async function fillDatabase(
  store: Store,
  model: string,
  papers: readonly Paper[],
  vectorsOf: (paper: Paper) => TextVectors | undefined,
): Promise<FilledDatabase> {
  const stored = createPapers(store);
  const vectors = createStoredVectors(store, Date.now);
  for (let at = 0; at < papers.length; at += storedAtOnce) {
    const step = papers.slice(at, at + storedAtOnce);
    await stored.learn('benchmark', step, Date.now());
    const put = step.flatMap((paper) => {
      const known = vectorsOf(paper);
      return known === undefined ? [] : [[vectorKey(model, piecesOf(paper)), known] as const];
    });
    await vectors.put(new Map(put));
  }
  const { collection, follower, database } = await openLiveLibrary({
    ...{ store, files: [], storeName: '', mostInMemory: 0, model },
    ...{ now: Date.now, monotonicMs: () => performance.now(), onProblem: () => undefined },
  });
  const startMs = performance.now();
  await createCatchUp({ papers: stored, follower })();
  const indexedMs = performance.now();
  await database?.writer.settle();
  const settledMs = performance.now();
  // Autovacuum does it within minutes of so much that is new; questions would be timed beside it.
  await sql`vacuum (analyze)`.execute(store.db);
  return { library: collection, indexMs: indexedMs - startMs, settleMs: settledMs - indexedMs };
}
