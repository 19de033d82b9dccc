import { expect, test } from 'vitest';
import { tellingPhrases } from '../../src/search/telling-phrases.ts';
import { aPaper, libraryOf } from '../support/builders.ts';

const usual = Array.from({ length: 30 }, (_, index) =>
  aPaper({ id: `usual-${index}`, title: 'A model', abstract: 'Extensive experiments show strong results.' }),
);
const trim = aPaper({
  id: 'trim',
  title: 'Trim: Block-Wise Pruning of Speech Encoders',
  abstract:
    'Extensive experiments show strong results. We prune speech encoders, by saliency maps, and speech encoders stay as they are.',
});
const other = aPaper({ id: 'other', title: 'Looking at networks', abstract: 'What saliency maps tell, and speech.' });
const library = libraryOf([...usual, trim, other]);

test('what is said twice, stands in the title or is common to a few is offered, with how many papers hold it', () => {
  const phrases = tellingPhrases(library, trim, [trim, other, ...usual], 9);

  expect(phrases).toEqual([
    { phrase: 'speech encoders', papers: 1 },
    { phrase: 'saliency maps', papers: 2 },
    { phrase: 'block-wise pruning', papers: 1 },
  ]);
});

test('one that many of the papers hold would rule out half a subject, and is not offered', () => {
  const many = Array.from({ length: 5 }, (_, index) => aPaper({ id: `${index}`, title: `Speech encoders ${index}` }));

  const phrases = tellingPhrases(library, trim, [trim, ...many], 9);

  expect(phrases.map(({ phrase }) => phrase)).not.toContain('speech encoders');
});

test('a paper of common words alone has none', () => {
  expect(tellingPhrases(library, aPaper({ title: 'A model', abstract: 'Strong results.' }), usual, 9)).toEqual([]);
});
