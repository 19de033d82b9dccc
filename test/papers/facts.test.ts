import { expect, test } from 'vitest';
import { authorsForPeople, codeLabel, keywordsForPeople } from '../../src/papers/facts.ts';
import { oneSentence } from '../../src/papers/one-sentence.ts';
import { aPaper } from '../support/builders.ts';

test.each([
  [[], ''],
  [['Ann Bee'], 'Ann Bee'],
  [['Ann Bee', 'Cee Dee', 'Eve Ef'], 'Ann Bee, Cee Dee, Eve Ef'],
  [['Ann Bee', 'Cee Dee', 'Eve Ef', 'Gus Ha'], 'Ann Bee, Gus Ha and 2 more'],
  [['J\\"urgen Bee', ' '], 'Jürgen Bee'],
])('of the authors %j people read "%s"', (authors, shown) => {
  expect(authorsForPeople(authors)).toBe(shown);
});

test('code shows its stars when it has some', () => {
  expect([codeLabel(aPaper({ codeStars: 1_234 })), codeLabel(aPaper({ codeStars: 0 })), codeLabel(aPaper())]).toEqual([
    ...['Code ★ 1,234', 'Code', 'Code'],
  ]);
});

test('keywords stand in one line', () => {
  expect(keywordsForPeople(aPaper({ keywords: ['sparse attention', '', 'long contexts'] }))).toBe(
    'sparse attention, long contexts',
  );
});

test('a sentence that a model wrote is labelled so; without one the authors speak', () => {
  const abstract = 'It is slow. We introduce sparse attention, which skips most tokens of a long context.';

  expect(oneSentence(aPaper({ abstract, aiSummary: 'It makes it fast.' }))).toEqual({
    ...{ label: 'AI summary by Hugging Face: ', text: 'It makes it fast.' },
  });
  expect(oneSentence(aPaper({ abstract }))).toEqual({
    ...{ label: '', text: 'We introduce sparse attention, which skips most tokens of a long context.' },
  });
  expect(oneSentence(aPaper({ abstract: '' }))).toEqual({ label: '', text: '' });
});
