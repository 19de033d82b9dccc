import { percentile } from '../../src/search/evaluation.ts';
import type { Engine } from './engines/engine.ts';
import type { JudgedQuery } from './quality.ts';
import { qualityOf } from './quality.ts';
import type { Outcome } from './run-engine.ts';

const header = [
  '| engine | MRR@10 known items | nDCG@10 topics | nDCG@10 all | Recall@100 | ms a query, p50 | p99 | build, s | index, MB | peak, MB |',
  '|---|---|---|---|---|---|---|---|---|---|',
];

function significant(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

const seconds = (ms: number): string => significant(ms / 1_000);
const megabytes = (bytes: number): string => significant(bytes / 1_000_000);

/** One line of a table, for what an engine reached or how far it came. */
export function rowOf(
  { name, version }: Pick<Engine, 'name' | 'version'>,
  outcome: Outcome,
  queries: readonly JudgedQuery[],
): string {
  const cells = (): string[] => {
    if (outcome.kind === 'unfinished') {
      const { built, reason } = outcome;
      const reached = built === undefined ? ['', ''] : [seconds(built.buildMs), megabytes(built.indexBytes)];
      return [reason, '', '', '', '', '', ...reached, ''];
    }
    const quality = qualityOf(queries, outcome.rankings);
    return [
      ...[quality.mrrAt10, quality.ndcgAt10OfTopics, quality.ndcgAt10, quality.recallAt100].map((value) =>
        value.toFixed(3),
      ),
      ...[percentile(outcome.queryMs, 0.5), percentile(outcome.queryMs, 0.99)].map(significant),
      seconds(outcome.buildMs),
      megabytes(outcome.indexBytes),
      megabytes(outcome.peakBytes),
    ];
  };
  return `| ${[`${name} (${version})`, ...cells()].join(' | ')} |`;
}

/** What whole answers took; '' for engines that only rank. */
export function answersOf({ name }: Pick<Engine, 'name'>, outcome: Outcome): string {
  if (outcome.kind === 'unfinished' || outcome.answerMs.length === 0) return '';
  const [middle, last] = [0.5, 0.99].map((share) => significant(percentile(outcome.answerMs, share)));
  return `${name}'s whole answers, five papers with summaries and reasons: p50 ${middle} ms, p99 ${last} ms.\n`;
}

/** What stands above the rows of a Markdown table. */
export function tableHead(papers: number): string {
  return [`${papers.toLocaleString('en-US')} papers:`, '', ...header].join('\n');
}
