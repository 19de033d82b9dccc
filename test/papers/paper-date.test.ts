import { describe, expect, test } from 'vitest';
import {
  byNewest,
  dateForPeople,
  isPublishedBefore,
  isPublishedSince,
  paperDate,
} from '../../src/papers/paper-date.ts';
import { aPaper } from '../support/builders.ts';

test('a source knows the date better than the id', () => {
  expect(paperDate(aPaper({ id: '2409.10594', published: '2024-09-16' }))).toBe('2024-09-16');
});

test('an arXiv id tells the month where the source tells nothing', () => {
  expect(paperDate(aPaper({ id: '2409.10594' }))).toBe('2024-09');
});

test.each([
  ['2024-09-12', '12 Sep 2024'],
  ['2024-09', 'Sep 2024'],
  ['2024', '2024'],
  [undefined, undefined],
])('%s reads %s', (published, shown) => {
  expect(dateForPeople(aPaper({ published }))).toBe(shown);
});

describe('a paper of which only the month is known is given the benefit of the doubt', () => {
  const inSeptember = aPaper({ published: '2024-09' });

  test.each([
    ['2024', true],
    ['2024-09', true],
    ['2024-09-15', true],
    ['2024-10', false],
    ['2025', false],
  ])('since:%s takes it: %s', (since, isTaken) => {
    expect(isPublishedSince(inSeptember, since)).toBe(isTaken);
  });

  test.each([
    ['2025', true],
    ['2024-10', true],
    ['2024-09-15', true],
    ['2024-09', false],
    ['2024', false],
  ])('before:%s takes it: %s', (before, isTaken) => {
    expect(isPublishedBefore(inSeptember, before)).toBe(isTaken);
  });
});

test('a paper without a date is neither since nor before', () => {
  expect(isPublishedSince(aPaper(), '1990')).toBe(false);
  expect(isPublishedBefore(aPaper(), '2100')).toBe(false);
});

test('newest first, papers without a date last', () => {
  const [undated, old, recent] = [aPaper(), aPaper({ id: '2301.00001' }), aPaper({ published: '2024-01-05' })];

  expect([undated, old, recent].sort(byNewest)).toEqual([recent, old, undated]);
});
