import { expect, test } from 'vitest';
import { ingest } from '../../src/sources/ingest.ts';
import { aPaper } from '../support/builders.ts';

const pruning = aPaper({ id: 'pruning', title: 'Pruning', upvotes: 3, authors: ['Ann'] });
const kernels = aPaper({ id: 'kernels', title: 'Kernels' });

test('a new paper is added after those that are known', () => {
  const result = ingest([pruning], [kernels]);

  expect(result).toEqual({ papers: [pruning, kernels], added: [kernels], updated: [], unchanged: 0 });
});

test('newer facts win, and what was known already is not lost', () => {
  const newer = aPaper({ id: 'pruning', title: 'Pruning, revised', upvotes: 9 });

  const result = ingest([pruning, kernels], [newer]);

  const merged = { ...newer, authors: ['Ann'] };
  expect(result).toEqual({ papers: [merged, kernels], added: [], updated: [merged], unchanged: 0 });
});

test.each([
  ['leaves undefined', { upvotes: undefined }],
  ['has no abstract for', { abstract: '' }],
  ['names no authors for', { authors: [] }],
  ['dates less exactly', { published: '2024-09' }],
])('what is known of a paper that the newer source %s is not lost', (_what, vaguer) => {
  const known = { ...pruning, published: '2024-09-16' };

  expect(ingest([known], [{ ...known, ...vaguer }])).toMatchObject({ papers: [known], updated: [], unchanged: 1 });
});

test('the same again changes nothing', () => {
  const result = ingest([pruning, kernels], [kernels, pruning]);

  expect(result).toEqual({ papers: [pruning, kernels], added: [], updated: [], unchanged: 2 });
});

test('a paper that comes twice is added once, with what both know', () => {
  const result = ingest([], [pruning, aPaper({ id: 'pruning', title: 'Pruning', url: 'https://example.org' })]);

  expect(result.added).toEqual([{ ...pruning, url: 'https://example.org' }]);
  expect(result.updated).toEqual([]);
});
