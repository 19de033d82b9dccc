import { describe, expect, test } from 'vitest';
import { parseQuestion } from '../../src/search/question.ts';
import { rank } from '../../src/search/ranking.ts';
import { isAnswered } from '../../src/search/verdict.ts';
import { shippedPaperboy, testNow } from '../support/builders.ts';

const { library } = shippedPaperboy();

/** Whether the shipped papers answer a question, as if they were the best of so many. */
function isAnsweredAmong(librarySize: number, question: string): boolean {
  return isAnswered({ ...rank(library, parseQuestion(question, testNow)), librarySize, hasVectors: true });
}

describe('the library has something on', () => {
  test.each([
    'variance', // Half of the papers hold it.
    'initialization',
    'images',
    'VI3NR', // A name that the vectors do not know.
    'how do I keep a very deep network from blowing up at the start?',
  ])('%s', (question) => {
    expect(isAnsweredAmong(library.size, question)).toBe(true);
  });
});

describe('the library has nothing on', () => {
  test.each([
    'sourdough hydration for wholemeal flour',
    'how do I prune tomato plants in july?', // "Prune" alone means something to a paper.
    'what time is it over there in tokyo right now',
  ])('%s', (question) => {
    expect(isAnsweredAmong(library.size, question)).toBe(false);
  });
});

test('the more papers, the more one of them must show, since some hold a few words of anything', () => {
  const weak = 'retrieval-augmented generation over company documents';
  const strong = 'massive activations in large language models';

  expect([119, 100_000].map((papers) => isAnsweredAmong(papers, weak))).toEqual([true, false]);
  expect([119, 100_000].map((papers) => isAnsweredAmong(papers, strong))).toEqual([true, true]);
});
