import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { folderWith, paperboy } from './terminal.ts';

const lines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

const collection = {
  'corpus.jsonl': lines([
    { _id: 'd1', title: 'Dropout', text: 'We study dropout in deep networks.' },
    { _id: 'd2', title: '', text: 'Quantization of weights to four bits.' },
  ]),
  'queries.jsonl': lines([
    { _id: 'q1', text: 'dropout' },
    { _id: 'q2', text: 'quantization' },
    { _id: 'q3', text: 'not judged' },
  ]),
  'qrels.tsv': 'query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t2\n',
};

test('a collection in BEIR format is measured, and its TREC run file written', async () => {
  const folder = folderWith(collection);
  const [corpus, queries, qrels, run] = ['corpus.jsonl', 'queries.jsonl', 'qrels.tsv', 'run.trec'].map((name) =>
    join(folder, name),
  );

  const { exitCode, stdout } = await paperboy([
    ...['eval', '--corpus', corpus ?? '', '--queries', queries ?? ''],
    ...['--qrels', qrels ?? '', '--run', run ?? ''],
  ]);

  expect(exitCode).toBe(0);
  expect(stdout).toContain('2 judged queries over 2 documents');
  expect(stdout).toMatch(/nDCG@10 +1\.0000\nMRR@10 +1\.0000\nRecall@100 1\.0000/);
  expect(readFileSync(run ?? '', 'utf8')).toMatch(/^q1 Q0 d1 1 [\d.]+ paperboy$/m);
});

test('a folder with a gzipped corpus will do; ranked are also the judged documents alone', async () => {
  const { 'corpus.jsonl': corpus, ...others } = collection;
  const folder = folderWith(others);
  writeFileSync(join(folder, 'corpus.jsonl.gz'), gzipSync(corpus));

  const { stdout } = await paperboy(['eval', '--collection', folder]);

  expect(stdout).toContain('2 judged queries over 2 documents');
  expect(stdout).toContain('nDCG@20 of the judged documents alone 1.0000');
});

test('a folder without a corpus says what is missing', async () => {
  const folder = folderWith({ 'queries.jsonl': collection['queries.jsonl'] });

  expect(await paperboy(['eval', '--collection', folder])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('has no corpus.jsonl or corpus.jsonl.gz'),
  });
});

test('a collection that lacks a file says which are needed, and a broken line where it is', async () => {
  const folder = folderWith({ ...collection, 'qrels.tsv': 'heading\nq1 d1 1\n' });
  const [corpus, queries, qrels] = ['corpus.jsonl', 'queries.jsonl', 'qrels.tsv'].map((name) => join(folder, name));

  const lacking = await paperboy(['eval', '--corpus', corpus ?? '']);
  const broken = await paperboy(['eval', '--corpus', corpus ?? '', '--queries', queries ?? '', '--qrels', qrels ?? '']);

  expect(lacking).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('needs --corpus, --queries and --qrels'),
  });
  expect(broken).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('qrels.tsv:2 is not "query-id') });
});
