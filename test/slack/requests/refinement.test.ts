import { expect, test } from 'vitest';
import { parseGoingOn } from '../../../src/slack/requests/refinement.ts';

const now = Date.parse('2026-11-29T12:00:00Z');
const refine = (...filters: string[]) => ({ kind: 'refine', filters, ofShown: false });
const shift = (words: string, more: object = {}) => ({ kind: 'shift', words, filters: [], ...more });

test.each([
  ['compare 1 and 3', { kind: 'compare', ranks: [1, 3] }],
  ['what is the difference between 1 and 2?', { kind: 'compare', ranks: [1, 2] }],
  ['how do these compare?', { kind: 'compare', ranks: [] }],
  ['newer ones', refine('sort:new')],
  ['anything more recent please', refine('sort:new')],
  ['older ones', refine('sort:old')],
  ['oldest first', refine('sort:old')],
  ['with at least 20 upvotes', refine('upvotes:20')],
  ['only those with more than 5 upvotes', refine('upvotes:6')],
  ['the most upvoted one', refine('sort:upvotes')],
  ['only those with code please', refine('has:code')],
  ['only 2024', refine('since:2024', 'before:2025')],
  ['since June', refine('since:2026-06')],
  ['last month', refine('since:1m')],
  ['no surveys please', refine('-survey')],
  ['exclude RLHF', refine('-RLHF')],
  ['not about vision', refine('-vision')],
  ['only those by Yann LeCun', refine('author:"Yann LeCun"')],
  ['and since 2024 with code?', refine('since:2024', 'has:code')],
  ['which of these is the newest?', { ...refine('sort:new'), ofShown: true }],
  ['which of these have code?', { ...refine('has:code'), ofShown: true }],
  ['and for vision models?', shift('for vision models')],
  ['what about state space models?', shift('state space models')],
  ['only the ones about pruning', shift('pruning')],
  ['which ones use LoRA?', shift('LoRA')],
  ['diffusion models instead', shift('diffusion models', { insteadOf: '' })],
  ['instead of LLMs: diffusion', shift('diffusion', { insteadOf: 'LLMs' })],
  ['and on small models from 2024', shift('small models', { filters: ['since:2024', 'before:2025'] })],
  ['summarize 1', { kind: 'details', rank: 1 }],
  ['rank them', { kind: 'unclear' }],
  ['which one is best?', { kind: 'unclear' }],
  ['which should I start with?', { kind: 'unclear' }],
  ['translate 2 to German', { kind: 'unclear' }],
  ['make it shorter', { kind: 'unclear' }],
  // Whom authors work for is not on record.
  ['only by authors from Google', { kind: 'unclear' }],
  ['are there any surveys about this?', shift('surveys')],
  ['any benchmarks for that?', shift('benchmarks')],
  ['what does the first one propose?', { kind: 'details', rank: 1 }],
])('%j goes on with a list', (said, expected) => {
  expect(parseGoingOn(said, now)).toEqual(expected);
});

test.each([
  'attention sinks',
  'quantization with code',
  'difference between LoRA and QLoRA',
  'what papers came out this year?',
  'newest papers',
  'show me the latest papers',
  'dropout',
  'comparison of optimizers for LLMs',
  'which is better for vision, LoRA or QLoRA?',
  'translate speech to text',
  'papers on this',
])('%j is a question of its own', (said) => {
  expect(parseGoingOn(said, now)).toBeUndefined();
});
