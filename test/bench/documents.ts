import type { Paper } from '../../src/papers/paper.ts';
import { seeded } from '../support/seeded.ts';

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
