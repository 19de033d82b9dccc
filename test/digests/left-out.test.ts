import { expect, test } from 'vitest';
import { createCandidates } from '../../src/digests/candidates.ts';
import { createWouldLeaveOut } from '../../src/digests/left-out.ts';
import { defaultWishes } from '../../src/digests/wishes.ts';
import { createAsk } from '../../src/search/ask.ts';
import type { Wishes } from '../../src/store/subscriptions.ts';
import { aPaper, libraryOf, testNow } from '../support/builders.ts';

/** So many papers on pruning, of which the first three are on saliency maps and the first two mean the same; and many on something else. */
function wouldLeaveOut(count: number, published: string, wishes: Partial<Wishes> = {}) {
  const papers = Array.from({ length: count }, (_, index) =>
    aPaper({
      ...{ id: `pruning-${index}`, title: `Pruning ${index}`, published },
      abstract: index < 3 ? 'Pruning by saliency maps. Saliency maps help.' : 'Plain.',
    }),
  );
  const others = Array.from({ length: 30 }, (_, index) => aPaper({ id: `tides-${index}x`, title: 'Tides', published }));
  const library = libraryOf([...papers, ...others]);
  const now = (): number => testNow;
  const ask = createAsk({ library, now });
  const leftOut = createWouldLeaveOut({
    ...{ library, now, candidatesOf: createCandidates({ ask, now }) },
    meaningsOf: async (asked) => asked.map(({ id }) => Float32Array.of(...(/-[01]$/.test(id) ? [1, 0] : [0, 1]))),
  });
  return leftOut({ ...defaultWishes, timeZone: 'UTC', topics: ['pruning'], ...wishes }, papers[0] ?? aPaper());
}

test.each([
  ['papers of the last month', 12, '2025-06-01', { of: 11, isOfLastMonth: true }],
  ['all of the library where there are too few', 6, '2025-06-01', { of: 5, isOfLastMonth: false }],
  ['all of the library where nothing came', 12, '2024-06-01', { of: 11, isOfLastMonth: false }],
])('counts what fits the digest beside the paper: %s', async (_, count, published, counted) => {
  expect(await wouldLeaveOut(count, published)).toEqual({
    ...counted,
    phrases: [{ phrase: 'saliency maps', papers: 2 }],
    alike: 1,
  });
});

test('what is left out already is not counted', async () => {
  const fewerLike = [{ id: 'pruning-1', title: 'Pruning 1' }];

  expect(await wouldLeaveOut(12, '2024-06-01', { fewerLike })).toMatchObject({ of: 10, alike: 0 });
  expect(await wouldLeaveOut(12, '2024-06-01', { exclusions: ['saliency'] })).toMatchObject({ of: 9, phrases: [] });
});
