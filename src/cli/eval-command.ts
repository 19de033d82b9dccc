import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { composePaperboy, shippedLibrary } from '../compose.ts';
import type { Answer } from '../search/answer.ts';
import { mean, ndcg, percentile, recall, reciprocalRank } from '../search/evaluation.ts';
import { parseJson } from '../sources/digest-file/json-lines.ts';
import { type Command, UsageError, writeProblems } from './command.ts';
import { evaluateCollection } from './eval-collection.ts';

export const developmentQueries = fileURLToPath(
  new URL('../../data/evaluation/development-queries.jsonl', import.meta.url),
);

const queryLine = z.object({
  id: z.string(),
  kind: z.string(),
  query: z.string(),
  relevant: z.record(z.string(), z.number()),
});

/** Kinds whose queries were each written for one paper; data/README.md describes them all. */
export const knownItemKinds: ReadonlySet<string> = new Set(['keyword', 'question', 'typo', 'acronym', 'chat']);
export const noneKind = 'none';

interface Judged {
  readonly kind: string;
  readonly verdict: Answer['kind'];
  readonly mrr: number;
  readonly recall: number;
  readonly ndcg: number;
  readonly ms: number;
}

export function readQueries(file: string): z.infer<typeof queryLine>[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = queryLine.safeParse(parseJson(line));
    if (!parsed.success)
      throw new UsageError(`${file}:${index + 1} is not a query: {"id","kind","query","relevant":{id: grade}}.`);
    return [parsed.data];
  });
}

function row(name: string, judged: readonly Judged[]): string {
  const figures = [
    mean(judged.map((one) => one.mrr)),
    mean(judged.map((one) => one.recall)),
    mean(judged.map((one) => one.ndcg)),
  ];
  return [
    name.padEnd(12),
    String(judged.length).padStart(7),
    ...figures.map((value) => value.toFixed(3).padStart(9)),
  ].join(' ');
}

function share(judged: readonly Judged[], isCounted: (one: Judged) => boolean): string {
  return `${((100 * judged.filter(isCounted).length) / Math.max(judged.length, 1)).toFixed(1)} %`;
}

export const evalCommand: Command = {
  summary: 'measure the search on judged queries',
  usage:
    'eval [--queries FILE] [--library FILE], or in BEIR format: eval --corpus corpus.jsonl --queries queries.jsonl --qrels qrels.tsv [--run run.trec]',

  async run({ args, stdout, stderr, now }) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        queries: { type: 'string' },
        library: { type: 'string' },
        corpus: { type: 'string' },
        qrels: { type: 'string' },
        run: { type: 'string' },
      },
    });
    const { corpus, queries: queryFile, qrels } = values;
    if (corpus !== undefined || qrels !== undefined) {
      if (corpus === undefined || queryFile === undefined || qrels === undefined) {
        throw new UsageError(`A collection needs --corpus, --queries and --qrels.\n${this.usage}`);
      }
      stdout.write(evaluateCollection({ corpus, queries: queryFile, qrels }, values.run, now()));
      return 0;
    }
    const { ask, library } = composePaperboy({
      files: [values.library ?? shippedLibrary],
      now,
      onProblem: (problem) => writeProblems(stderr, [problem]),
    });
    const queries = readQueries(queryFile ?? developmentQueries);
    // One round first, so that the times are those of a running bot, not of a compiler warming up.
    for (const { query } of queries) await ask.ask(query);
    const judged: Judged[] = [];
    for (const { kind, query, relevant } of queries) {
      const start = performance.now();
      const answer = await ask.ask(query, { limit: 10 });
      const ms = performance.now() - start;
      const ranking = answer.kind === 'matches' ? answer.matches.map((match) => match.paper.id) : [];
      const grades = new Map(Object.entries(relevant));
      judged.push({
        kind,
        verdict: answer.kind,
        mrr: reciprocalRank(ranking, grades, 10),
        recall: recall(ranking, grades, 5),
        ndcg: ndcg(ranking, grades, 10),
        ms,
      });
    }

    const none = judged.filter(({ kind }) => kind === noneKind);
    const answerable = judged.filter(({ kind }) => kind !== noneKind);
    const isRefused = ({ verdict }: Judged): boolean => verdict !== 'matches';
    const times = judged.map(({ ms }) => ms);
    const kinds = [...new Set(answerable.map(({ kind }) => kind))];
    const lines = [
      `${queries.length} queries over ${library.size} papers`,
      '',
      ['kind'.padEnd(12), 'queries', '   MRR@10', ' Recall@5', '  nDCG@10'].join(' '),
      ...kinds.map((kind) =>
        row(
          kind,
          answerable.filter((one) => one.kind === kind),
        ),
      ),
      row(
        'known items',
        answerable.filter(({ kind }) => knownItemKinds.has(kind)),
      ),
      '',
      `unanswerable queries not answered: ${share(none, isRefused)}`,
      `answerable queries refused:        ${share(answerable, isRefused)}`,
      `ms a query: p50 ${percentile(times, 0.5).toFixed(2)}, p99 ${percentile(times, 0.99).toFixed(2)}`,
    ];
    stdout.write(`${lines.join('\n')}\n`);
    return 0;
  },
};
