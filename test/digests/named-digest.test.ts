import { expect, test } from 'vitest';
import { digestsNamed, meansAll, subjectNamed } from '../../src/digests/named-digest.ts';

const digests = [
  { topics: ['pruning'] },
  { topics: ['pruning', 'quantization'] },
  { topics: [] },
  { topics: ['"state space" models', 'has:code'] },
  { topics: ['LLM inference'] },
];
const all = digests.map((_, index) => index);

test.each([
  ['pruning', 'pruning', [0]],
  ['me from pruning', 'pruning', [0]],
  ['the prunning digest', 'prunning', [0]],
  ['quantisation', 'quantisation', [1]],
  ['pruning and quantization', 'pruning and quantization', [1]],
  ['the one on state-space models', 'state-space models', [3]],
  ['LLMs', 'LLMs', [4]],
  ['all papers', 'all papers', [2]],
  ['everything', 'everything', [2]],
  ['dropout', 'dropout', []],
  ['pruning of graphs', 'pruning of graphs', []],
  ['', '', all],
  ['my daily digest', '', all],
  ['us', '', all],
])('“%s” is about “%s”, digests %j', (words, subject, found) => {
  expect(subjectNamed(words)).toBe(subject);
  expect(digestsNamed(subject, digests)).toEqual(found.map((index) => digests[index]));
});

test('everything means all digests where none is about all papers', () => {
  const some = [{ topics: ['pruning'] }, { topics: ['dropout'] }];

  expect(digestsNamed(subjectNamed('from everything'), some)).toEqual(some);
});

test.each([
  ['all', true],
  ['me from everything', true],
  ['both digests', true],
  ['all papers', false],
  ['all-reduce', false],
  ['everything about pruning', false],
  ['', false],
])('“%s” means all digests: %s', (words, isAll) => {
  expect(meansAll(words)).toBe(isAll);
});
