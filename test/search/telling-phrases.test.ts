import { expect, test } from 'vitest';
import type { Paper } from '../../src/papers/paper.ts';
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

const phrasesOf = (paper: Paper, others: readonly Paper[], subject = '') =>
  tellingPhrases(library, paper, { others, subject, most: 9 });

test('what is said again, stands in the title or is common to a few is offered, with how many others hold it', () => {
  const more = aPaper({ title: 'Speech encoders', abstract: 'Saliency maps.' });

  expect(phrasesOf(trim, [other, more, ...usual])).toEqual([
    { phrase: 'speech encoders', papers: 1 },
    { phrase: 'saliency maps', papers: 2 },
  ]);
});

test('what no other paper holds rules out nothing, and is not offered', () => {
  expect(phrasesOf(trim, usual)).toEqual([]);
});

test('one that many of the papers hold would rule out half a subject, and is not offered', () => {
  const many = Array.from({ length: 5 }, (_, index) => aPaper({ id: `${index}`, title: `Speech encoders ${index}` }));

  expect(phrasesOf(trim, many)).toEqual([]);
});

test.each(['speech encoders', 'encoders', 'encoder of speech'])(
  'for the subject “%s” a phrase that only names it is not offered',
  (subject) => {
    const more = aPaper({ title: 'Speech encoders', abstract: 'Saliency maps.' });
    const phrases = phrasesOf(trim, [other, more, ...usual], subject).map(({ phrase }) => phrase);

    expect(phrases.includes('speech encoders')).toBe(subject === 'encoders');
    expect(phrases).toContain('saliency maps');
  },
);

test.each([
  ['Large-scale training', 'Deep learning yields substantial improvements. Deep learning reveals a wide range.'],
  ['A method', 'Compression techniques for models. Compression techniques matter.'],
  ['A state-of-the-art method', 'Transformer-based models for downstream tasks. Downstream tasks matter.'],
])('what papers on any subject say is not offered: “%s”, “%s”', (title, abstract) => {
  expect(phrasesOf(aPaper({ title, abstract }), [aPaper({ id: 'again', title, abstract }), ...usual])).toEqual([]);
});

test('a paper of common words alone has none', () => {
  expect(phrasesOf(aPaper({ title: 'A model', abstract: 'Strong results.' }), usual)).toEqual([]);
});
