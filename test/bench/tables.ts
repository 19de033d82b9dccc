import { percentile } from '../../src/search/evaluation.ts';
import type { EngineTimes } from './engine-process.ts';
import type { Engine } from './engines/engine.ts';
import type { BotFigures } from './measure-bot.ts';
import { type JudgedQuery, qualityOf } from './quality.ts';

export const botHead = [
  '| papers | answer, ms: p50 | p99 | of it a core works: p50 | p99 | asked again: p50 | first answer by words, s | by meaning, s | memory, MB |',
  '|---|---|---|---|---|---|---|---|---|',
];

export const engineHead = [
  '| papers | engine | MRR@10 known items | nDCG@10 topics | Recall@100 | ms a query, p50 | p99 | build, s | index, MB |',
  '|---|---|---|---|---|---|---|---|---|',
];

function significant(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

const seconds = (ms: number): string => significant(ms / 1_000);
const megabytes = (bytes: number): string => significant(bytes / 1_000_000);
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export function botRow(
  papers: number,
  { answerMs, coreMs, againMs, byWordsMs, byMeaningMs, residentBytes }: BotFigures,
): string {
  return row([
    papers.toLocaleString('en-US'),
    ...[answerMs.p50, answerMs.p99, coreMs.p50, coreMs.p99, againMs.p50].map(significant),
    ...[seconds(byWordsMs), seconds(byMeaningMs), megabytes(residentBytes)],
  ]);
}

export function engineRow(
  papers: number,
  { name, version }: Pick<Engine, 'name' | 'version'>,
  { rankings, queryMs, buildMs, indexBytes }: EngineTimes,
  queries: readonly JudgedQuery[],
): string {
  const { mrrAt10, ndcgAt10OfTopics, recallAt100 } = qualityOf(queries, rankings);
  return row([
    ...[papers.toLocaleString('en-US'), `${name} (${version})`],
    ...[mrrAt10, ndcgAt10OfTopics, recallAt100].map((value) => value.toFixed(3)),
    ...[percentile(queryMs, 0.5), percentile(queryMs, 0.99)].map(significant),
    ...[seconds(buildMs), megabytes(indexBytes)],
  ]);
}
