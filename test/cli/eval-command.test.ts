import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toJsonLines } from '../../src/sources/digest-file/json-lines.ts';
import { aPaper } from '../support/builders.ts';
import { folderWith, paperboy } from './terminal.ts';

const library = toJsonLines([
  aPaper({ id: 'pruning', title: 'Pruning' }),
  aPaper({ id: 'pruning-again', title: 'More Pruning of the Very Same Network' }),
  aPaper({ id: 'kernels', title: 'Kernels' }),
]);

const queries = [
  { id: 'q1', kind: 'keyword', query: 'kernels', relevant: { kernels: 2 } },
  { id: 'q2', kind: 'keyword', query: 'pruning', relevant: { 'pruning-again': 2, pruning: 1 } }, // wanted is second
  { id: 'q3', kind: 'topic', query: 'CRISPR', relevant: { kernels: 2 } }, // refused
  { id: 'q4', kind: 'none', query: 'sourdough', relevant: {} }, // rightly refused
  { id: 'q5', kind: 'thread', query: 'which kernels?\nthe fast ones', relevant: { kernels: 2 } },
  { id: 'q6', kind: 'small-talk', query: 'sourdough?\nyes', relevant: {} },
  { id: 'q7', kind: 'similar', paper: 'pruning', relevant: { 'pruning-again': 2 } },
];

test('figures are those that one can work out by hand', async () => {
  const folder = folderWith({
    'library.jsonl': library,
    'queries.jsonl': queries.map((query) => `${JSON.stringify(query)}\n`).join('\n'),
  });

  const { exitCode, stdout } = await paperboy([
    'eval',
    ...['--library', join(folder, 'library.jsonl')],
    ...['--queries', join(folder, 'queries.jsonl')],
  ]);

  expect(exitCode).toBe(0);
  const lines = stdout.split('\n');
  expect(lines[0]).toBe('7 queries over 3 papers, with the encoder');
  // MRR (1 + 1/2) / 2. nDCG of q2: (1 + 2 / log2(3)) / (2 + 1 / log2(3)) = .8597, so (1 + .8597) / 2.
  expect(lines.slice(2, 8).map((line) => line.trim().split(/\s{2,}/))).toEqual([
    ['kind', 'queries', 'MRR@10', 'folds', 'Recall@5', 'nDCG@10', 'folds', 'listed'],
    // The papers of both are of one fold.
    ['keyword', '2', '0.750', '0.75-0.75', '1.000', '0.930', '0.93-0.93', '2.5'],
    ['topic', '1', '0.000', '0.00-0.00', '0.000', '0.000', '0.00-0.00', '0.0'],
    ['thread', '1', '1.000', '1.00-1.00', '1.000', '1.000', '1.00-1.00', '2.0'],
    ['similar', '1', '1.000', '1.00-1.00', '1.000', '1.000', '1.00-1.00', '2.0'],
    ['known items', '2', '0.750', '0.75-0.75', '1.000', '0.930', '0.93-0.93', '2.5'],
  ]);
  expect(stdout).toMatch(/^unanswerable queries +100.0 % +100.0 % +100-100 %$/m);
  expect(stdout).toMatch(/^answerable queries +33.3 % +33.3 % +\d+-\d+ %$/m); // threads apart
  expect(stdout).toMatch(/^threads of small talk +100.0 % +100.0 % +100-100 %$/m);
  expect(stdout).toMatch(/^threads +0.0 % +0.0 % +0-0 %$/m);
  expect(stdout).toMatch(/ms a query: p50 \d+\.\d\d, p99 \d+\.\d\d\n$/);
});

test.each([
  ['no JSON', 'oops'],
  ['no query', '{"id":"q"}'],
])('a line that is %s is told by its number', async (_what, line) => {
  const folder = folderWith({ 'queries.jsonl': `${JSON.stringify(queries[0])}\n\n${line}\n` });
  const file = join(folder, 'queries.jsonl');

  const { exitCode, stderr } = await paperboy(['eval', '--queries', file]);

  expect(exitCode).toBe(2);
  expect(stderr).toBe(`paperboy eval: ${file}:3 is not a query: {"id","kind","query","relevant":{id: grade}}.\n`);
});
