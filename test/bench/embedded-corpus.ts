import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Paper } from '../../src/papers/paper.ts';
import { dims } from '../../src/search/meaning/encoder.ts';
import { seeded } from '../support/seeded.ts';
import { readCorpus } from './corpus-lines.ts';

/** Papers, and what each means as a whole. */
export interface EmbeddedPapers {
  readonly papers: readonly Paper[];
  /** By id; int8 of any length, see directionOf. */
  readonly wholes: ReadonlyMap<string, Int8Array>;
}

/**
 * The first `count` papers of a corpus.
 *
 * @param corpus JSON Lines of {"id","title","abstract"}, gzipped when its name ends in .gz
 * @param embeddings of its lines, in order, 384 signed bytes each; lines beyond its end are not read
 */
export async function readEmbedded(corpus: string, embeddings: string, count: number): Promise<EmbeddedPapers> {
  const file = openSync(embeddings, 'r');
  try {
    const lines = Math.floor(fstatSync(file).size / dims);
    const papers = new Map<string, Paper>();
    const wholes = new Map<string, Int8Array>();
    await readCorpus(corpus, (paper, line) => {
      if (line >= lines || papers.size >= count) return;
      const whole = new Int8Array(dims);
      readSync(file, whole, 0, dims, line * dims);
      papers.set(paper.id, paper);
      wholes.set(paper.id, whole);
    });
    return { papers: [...papers.values()], wholes };
  } finally {
    closeSync(file);
  }
}

/**
 * `size` papers: all of `judged` and then the first of `others` that are not among them, in an order drawn once and for all. Mixed,
 * since engines list papers of equal score in the order in which they came, and the judged ones must not come first.
 */
export function papersOfSize(judged: readonly Paper[], others: readonly Paper[], size: number): Paper[] {
  const byId = new Map(judged.map((paper) => [paper.id, paper]));
  for (const paper of others) {
    if (byId.size >= size) break;
    if (!byId.has(paper.id)) byId.set(paper.id, paper);
  }
  const random = seeded(1);
  return [...byId.values()]
    .map((paper) => ({ paper, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ paper }) => paper);
}
