import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shippedLibrary } from '../../src/library/open-paperboy.ts';
import { dims } from '../../src/search/meaning/encoder.ts';
import { toJsonLines } from '../../src/sources/digest-file/json-lines.ts';
import { readPapers } from '../../src/sources/digest-file/read-papers.ts';
import { folderWith } from '../cli/terminal.ts';
import { aPaper } from '../support/builders.ts';
import { loadTestEncoder } from '../support/encoder.ts';
import { aFolder } from '../support/store.ts';
import { papersOfSize, readEmbedded } from './embedded-corpus.ts';
import { measureBot } from './measure-bot.ts';
import { runInOwnProcess } from './own-process.ts';
import { qualityOf } from './quality.ts';
import { benchQuestions } from './questions.ts';
import { botHead, botRow, engineHead, engineRow } from './tables.ts';

const { encoder, isMissing } = await loadTestEncoder();

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

test('each paper of a corpus gets the vector of its line, also behind a line that is none', async () => {
  const line = (id: string) => toJsonLines([aPaper({ id })]).trim();
  const folder = folderWith({ 'corpus.jsonl': [line('a'), 'no paper', line('b'), line('c')].join('\n') });
  const embeddings = join(folder, 'embeddings.int8');
  writeFileSync(
    embeddings,
    new Int8Array(3 * dims).map((_, index) => Math.floor(index / dims)),
  );

  const { papers, wholes } = await readEmbedded(join(folder, 'corpus.jsonl'), embeddings, 10);

  expect(papers.map(({ id }) => id)).toEqual(['a', 'b']); // there are vectors of three lines only
  expect(['a', 'b'].map((id) => wholes.get(id)?.[0])).toEqual([0, 2]);
});

test('questions have up to 40 words, and none is asked before it is timed', () => {
  const { warmUp, timed } = benchQuestions(readPapers(shippedLibrary).papers);

  expect(Math.max(...timed.map((question) => question.split(/\s+/).length))).toBe(40);
  expect(timed.filter((question) => warmUp.includes(question))).toEqual([]);
});

test('the tables are Markdown', () => {
  const bot = botRow(20_000, {
    answerMs: { p50: 9.876, p99: 20.12 },
    coreMs: { p50: 9, p99: 18 },
    againMs: { p50: 0.5, p99: 1 },
    byWordsMs: 900,
    byMeaningMs: 1_900,
    residentBytes: 640_000_000,
    questions: 500,
    late: 0,
  });
  const engine = engineRow(
    10_000,
    { name: 'Orama', version: '3.1.18' },
    { buildMs: 12_345, indexBytes: 1_234_000_000, rankings, queryMs: [0.5, 0.26, 100] },
    queries,
  );

  expect(bot).toBe('| 20,000 | 9.88 | 20.1 | 9.00 | 18.0 | 0.50 | 0.90 | 1.90 | 640 |');
  expect(engine).toBe('| 10,000 | Orama (3.1.18) | 0.750 | 0.500 | 1.000 | 0.50 | 100 | 12.3 | 1,234 |');
  for (const [head, row] of [
    [botHead, bot],
    [engineHead, engine],
  ] as const)
    expect(head.map((line) => line.split('|').length)).toEqual(head.map(() => row.split('|').length));
});

describe.skipIf(isMissing)('the bot', () => {
  test('is measured as it starts, and finds by meaning what its corpus has vectors of', async () => {
    const paper = aPaper({ id: 'kernels', title: 'Kernels', abstract: 'We study kernels.' });
    const wholes = new Map([[paper.id, new Int8Array(dims).fill(1)]]);

    const figures = await measureBot(aFolder(), encoder.model, { papers: [paper], wholes }, 3);

    expect(figures.questions).toBe(3);

    expect(figures.byMeaningMs).toBeGreaterThan(0);
    expect(figures.answerMs.p99).toBeGreaterThanOrEqual(figures.answerMs.p50);
  }, 300_000);
});

test('a process that fails tells why', async () => {
  const broken = join(folderWith({ 'broken.js': 'throw new Error("out of paper")' }), 'broken.js');

  await expect(runInOwnProcess(broken, {})).rejects.toThrow(/out of paper/);
});
