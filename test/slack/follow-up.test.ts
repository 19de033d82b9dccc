import { expect, test } from 'vitest';
import { type FollowUp, parseFollowUp } from '../../src/slack/follow-up.ts';

test.each<[string, FollowUp]>([
  ['more', { kind: 'more' }],
  ['More please!', { kind: 'more' }],
  ['show me more', { kind: 'more' }],
  ['next page', { kind: 'more' }],
  ['2', { kind: 'details', rank: 2 }],
  ['#2', { kind: 'details', rank: 2 }],
  ['tell me more about 2', { kind: 'details', rank: 2 }],
  ['Tell us about paper 12?', { kind: 'details', rank: 12 }],
  ['what is 3?', { kind: 'details', rank: 3 }],
  ['could you explain number 4 please', { kind: 'details', rank: 4 }],
  ['abstract of 1', { kind: 'details', rank: 1 }],
  ['similar to 2', { kind: 'similar', rank: 2 }],
  ['more like 2', { kind: 'similar', rank: 2 }],
  ['papers similar to 2 thanks', { kind: 'similar', rank: 2 }],
  ['bibtex 2', { kind: 'bibtex', rank: 2 }],
  ['BibTeX for #3', { kind: 'bibtex', rank: 3 }],
  ['cite 1', { kind: 'bibtex', rank: 1 }],
  ['any more?', { kind: 'more' }],
  ['more like this', { kind: 'more' }],
  ['the first one', { kind: 'details', rank: 1 }],
  ['tell me about the 2nd one', { kind: 'details', rank: 2 }],
  ['bibtex for the second', { kind: 'bibtex', rank: 2 }],
  ['pdf 1', { kind: 'details', rank: 1 }],
  ['code for 2', { kind: 'details', rank: 2 }],
  ['0', { kind: 'details', rank: 0 }],
  ['bibtex', { kind: 'unclear' }],
  ['2 and 3', { kind: 'unclear' }],
  ['previous', { kind: 'unclear' }],
  ['bibtex all', { kind: 'unclear' }],
])('"%s" goes on with the list', (text, expected) => {
  expect(parseFollowUp(text)).toEqual(expected);
});

test.each([
  '2:4 sparsity',
  'more about activations',
  'similar to dropout',
  '100 layers',
  '2402.17762',
  'GPT 4',
  'explain attention',
  '',
])('"%s" is a question of its own', (text) => {
  expect(parseFollowUp(text)).toBeUndefined();
});
