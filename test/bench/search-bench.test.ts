import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toJsonLines } from '../../src/sources/digest-file/json-lines.ts';
import { folderWith } from '../cli/terminal.ts';
import { aPaper } from '../support/builders.ts';
import { papersOfSize } from './documents.ts';
import { qualityOf } from './quality.ts';
import { runEngine } from './run-engine.ts';
import { answersOf, rowOf, tableHead } from './tables.ts';

const queries = [
  { kind: 'keyword', query: 'kernels', relevant: { kernels: 2 } },
  { kind: 'keyword', query: 'pruning', relevant: { pruning: 1, 'more-pruning': 2 } },
  { kind: 'topic', query: 'networks', relevant: { kernels: 1 } },
];
const rankings = [['kernels'], ['pruning', 'more-pruning'], ['unjudged', 'another', 'kernels']];

test('figures are those that one can work out by hand', () => {
  const quality = qualityOf(queries, rankings);

  expect(quality.mrrAt10).toBe((1 + 1 / 2) / 2); // the topic is no known item, and grade 1 is not what was asked for
  expect(quality.ndcgAt10OfTopics).toBe(1 / 2); // third place: 1 / log2(4)
  expect(quality.ndcgAt10).toBeCloseTo((1 + 0.8597 + 1 / 2) / 3, 4); // (1 + 2 / log2(3)) / (2 + 1 / log2(3))
  expect(quality.recallAt100).toBe(1);
});

test('a larger library holds every judged paper and no paper twice, whatever the corpus repeats', () => {
  const judged = [aPaper({ id: 'a' }), aPaper({ id: 'b' })];
  const corpus = ['b', 'c', 'c', 'd', 'e'].map((id) => aPaper({ id }));

  const ids = papersOfSize(judged, corpus, 4).map(({ id }) => id);

  expect(ids.toSorted()).toEqual(['a', 'b', 'c', 'd']);
  expect(papersOfSize(judged, corpus, 4).map(({ id }) => id)).toEqual(ids);
});

test('judged papers do not come first, for engines list papers of equal score in the order in which they came', () => {
  const judged = Array.from({ length: 10 }, (_, index) => aPaper({ id: `judged-${index}` }));
  const corpus = Array.from({ length: 90 }, (_, index) => aPaper({ id: `corpus-${index}` }));

  const places = papersOfSize(judged, corpus, 100).flatMap(({ id }, place) => (id.startsWith('judged') ? [place] : []));

  expect(Math.max(...places)).toBeGreaterThan(50);
});

test('the table is Markdown, one row for each engine', () => {
  const row = rowOf(
    { name: 'Lunr', version: '2.3.9' },
    {
      kind: 'measured',
      buildMs: 12_345,
      indexBytes: 1_234_000_000,
      rankings,
      queryMs: [0.5, 0.26, 100],
      answerMs: [],
      peakBytes: 99_900_000,
    },
    queries,
  );

  expect([tableHead(10_000), row].join('\n').split('\n')).toEqual([
    '10,000 papers:',
    '',
    '| engine | MRR@10 known items | nDCG@10 topics | nDCG@10 all | Recall@100 | ms a query, p50 | p99 | build, s | index, MB | peak, MB |',
    '|---|---|---|---|---|---|---|---|---|---|',
    '| Lunr (2.3.9) | 0.750 | 0.500 | 0.787 | 1.000 | 0.50 | 100 | 12.3 | 1,234 | 99.9 |',
  ]);
});

test('what whole answers take stands below, of engines that give them', () => {
  const measured = { kind: 'measured' as const, buildMs: 1, indexBytes: 1, rankings, queryMs: [], peakBytes: 1 };

  expect(answersOf({ name: 'Ours' }, { ...measured, answerMs: [3, 1.234, 20] })).toBe(
    "Ours's whole answers, five papers with summaries and reasons: p50 3.00 ms, p99 20.0 ms.\n",
  );
  expect(answersOf({ name: 'Lunr' }, { ...measured, answerMs: [] })).toBe('');
});

test('an engine that does not finish says so, with what it reached', () => {
  const lunr = { name: 'Lunr', version: '2.3.9' };
  const built = { buildMs: 50_000, indexBytes: 2_000_000 };

  const reason = 'did not answer all queries in 300 s';

  expect(rowOf(lunr, { kind: 'unfinished', built, reason }, queries)).toBe(
    '| Lunr (2.3.9) | did not answer all queries in 300 s |  |  |  |  |  | 50.0 | 2.00 |  |',
  );
});

const papersFile = (): string => {
  const folder = folderWith({ 'papers.jsonl': toJsonLines([aPaper({ id: 'kernels', title: 'Kernels' })]) });
  return join(folder, 'papers.jsonl');
};

test('an engine is measured in a process of its own', async () => {
  const job = { engine: 'minisearch', papersFile: papersFile(), questions: ['kernels', 'pruning'] };

  const outcome = await runEngine(job, { stageMs: 30_000, heapMb: 256 });

  expect(outcome).toMatchObject({ kind: 'measured', rankings: [['kernels'], []] });
});

test('an engine that takes too long is stopped', async () => {
  const job = { engine: 'minisearch', papersFile: papersFile(), questions: [] };

  const outcome = await runEngine(job, { stageMs: 1, heapMb: 256 });

  expect(outcome).toEqual({ kind: 'unfinished', built: undefined, reason: 'did not build in 0.001 s' });
});

test('an engine that takes too much memory is told apart from one that is broken', async () => {
  const job = { engine: 'minisearch', papersFile: papersFile(), questions: [] };

  const tooMuch = await runEngine(job, { stageMs: 30_000, heapMb: 8 }); // Node alone needs more

  expect(tooMuch).toEqual({ kind: 'unfinished', built: undefined, reason: 'did not build in 8 MB of heap' });
  await expect(runEngine({ ...job, engine: 'grep' }, { stageMs: 30_000, heapMb: 256 })).rejects.toThrow(
    /No engine is called "grep"/,
  );
});
