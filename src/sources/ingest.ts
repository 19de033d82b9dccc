import { isDeepStrictEqual } from 'node:util';
import { mergePapers } from '../papers/merge-papers.ts';
import type { Paper } from '../papers/paper.ts';

/** What an ingest did to a library. */
export interface Ingested {
  readonly papers: readonly Paper[];
  readonly added: readonly Paper[];
  readonly updated: readonly Paper[];
  readonly unchanged: number;
}

/** Merges papers by id into those that are known, which keep their order; new ones follow in theirs. */
export function ingest(known: Iterable<Paper>, incoming: Iterable<Paper>): Ingested {
  const papers = new Map([...known].map((paper) => [paper.id, paper]));
  const added = new Map<string, Paper>();
  const updated = new Map<string, Paper>();
  let unchanged = 0;
  for (const paper of incoming) {
    const before = papers.get(paper.id);
    const after = before === undefined ? paper : mergePapers(before, paper);
    papers.set(paper.id, after);
    if (before === undefined) added.set(paper.id, after);
    else if (isDeepStrictEqual(before, after)) unchanged += 1;
    else if (added.has(paper.id)) added.set(paper.id, after);
    else updated.set(paper.id, after);
  }
  return { papers: [...papers.values()], added: [...added.values()], updated: [...updated.values()], unchanged };
}
