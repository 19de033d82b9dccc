import { expect, test } from 'vitest';
import { runsOfWords, standTogether, titleTermsIn } from '../../src/search/title-terms.ts';
import { aPaper } from '../support/builders.ts';

const termsOf = (question: string): string[] => titleTermsIn(question).map(({ words }) => words.join(' '));

function holds(question: string, abstract: string): boolean {
  const pair = titleTermsIn(question).find(({ words }) => words.length === 2);
  if (pair === undefined) throw new Error(`No two words of "${question}" stand in titles.`);
  return standTogether(pair, aPaper({ title: 'Untitled', abstract }));
}

test('a question names the subjects that papers name in their titles, not what they say besides', () => {
  expect(termsOf('is optical flow cheaper with fewer parameters?')).toEqual(['optical', 'flow', 'optical flow']);
  expect(termsOf('thanks, see you tomorrow')).toEqual([]);
});

test('words stand side by side only where nothing parts them', () => {
  expect(runsOfWords('Self-supervised learning of depth: a survey, 2nd ed.')).toEqual([
    ['self', 'supervised', 'learning'],
    ['depth'],
    ['survey'],
    ['2nd', 'ed'],
  ]);
});

test.each([
  ['optical flow estimation', 'We estimate optical\nflow in videos.', true],
  ['multi-agent systems', 'A multiagent system', true], // Closed up.
  ['image captioning', 'Captions of an image', false], // In another order.
  ['optical flow', 'The flow of optical signals', false],
  ['normalizing flows', 'We train a normalising flow.', true],
])('"%s" in "%s": %s', (question, abstract, isHeld) => {
  expect(holds(question, abstract)).toBe(isHeld);
});
