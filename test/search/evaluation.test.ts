import { describe, expect, test } from 'vitest';
import { mean, ndcg, percentile, recall, reciprocalRank } from '../../src/search/evaluation.ts';

const grades = new Map([
  ['best', 2],
  ['good', 1],
  ['fine', 1],
  ['judged and wrong', 0],
]);

describe('the reciprocal rank', () => {
  test.each([
    [['best'], 1],
    [['x', 'best'], 1 / 2],
    [['good', 'x', 'best'], 1 / 3], // Only the highest grade is what was asked for.
    [['good'], 0],
    [[], 0],
  ])('of %j is %d', (ranking, value) => {
    expect(reciprocalRank(ranking, grades, 3)).toBe(value);
  });

  test('counts nothing below the depth', () => {
    expect(reciprocalRank(['x', 'x', 'best'], grades, 2)).toBe(0);
  });

  test('is 0 where nothing is relevant', () => {
    expect(reciprocalRank(['a'], new Map([['a', 0]]), 10)).toBe(0);
    expect(reciprocalRank(['a'], new Map(), 10)).toBe(0);
  });
});

test.each([
  [['best', 'good', 'fine'], 3, 1],
  [['best', 'x', 'good'], 3, 2 / 3],
  [['best', 'x', 'good'], 2, 1 / 3],
  [['judged and wrong'], 3, 0],
])('recall of %j at %d is %d', (ranking, depth, value) => {
  expect(recall(ranking, grades, depth)).toBe(value);
});

test.each([
  // Ideal: 2/log2(2) + 1/log2(3) + 1/log2(4) = 2 + .6309 + .5 = 3.1309
  [['best', 'good', 'fine'], 10, 1],
  [['good', 'best', 'fine'], 10, (1 + 2 * 0.63093 + 0.5) / 3.13093],
  [['x', 'x', 'best'], 10, (2 * 0.5) / 3.13093],
  [['x', 'x', 'best'], 2, 0],
  [[], 10, 0],
])('nDCG of %j at %d is %d', (ranking, depth, value) => {
  expect(ndcg(ranking, grades, depth)).toBeCloseTo(value, 4);
});

test('the ideal of nDCG ends at the depth as well', () => {
  expect(ndcg(['best'], grades, 1)).toBe(1);
});

test('means and percentiles of nothing are 0', () => {
  expect(mean([])).toBe(0);
  expect(percentile([], 0.5)).toBe(0);
});

test('percentiles are values that occurred, nearest rank', () => {
  const values = [15, 20, 35, 40, 50];

  expect([0.05, 0.3, 0.4, 0.5, 1].map((share) => percentile(values, share))).toEqual([15, 20, 20, 35, 50]);
  expect(mean(values)).toBe(32);
});
