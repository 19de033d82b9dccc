import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openPaperboy, shippedLibrary } from '../library/open-paperboy.ts';
import type { Answer } from '../search/answer.ts';
import { mean, ndcg, percentile, recall, reciprocalRank } from '../search/evaluation.ts';
import { parseJson } from '../sources/digest-file/json-lines.ts';
import { type Command, UsageError, writeProblems } from './command.ts';
import { evaluateCollection } from './eval-collection.ts';
import { vectorsOptions } from './vectors-options.ts';

const shippedFile = (name: string): string => fileURLToPath(new URL(`../../data/evaluation/${name}`, import.meta.url));

export const developmentQueries = shippedFile('development-queries.jsonl');

export const developmentFiles = [
  developmentQueries,
  shippedFile('development-threads.jsonl'),
  shippedFile('development-similar.jsonl'),
  shippedFile('development-off-topic.jsonl'),
];

const shared = { id: z.string(), kind: z.string(), relevant: z.record(z.string(), z.number()) };
const queryLine = z.object({ ...shared, query: z.string() });
const judgedLine = z.union([queryLine, z.object({ ...shared, paper: z.string() })]);

/** Kinds whose queries were each written for one paper; data/README.md describes them all. */
export const knownItemKinds: ReadonlySet<string> = new Set(['keyword', 'question', 'typo', 'acronym', 'chat']);
export const noneKind = 'none';
const threadKind = 'thread';
const smallTalkKind = 'small-talk';
/** Questions on other fields and small talk: unanswerable among any papers on machine learning. */
const offTopicKind = 'off-topic';
/** Papers like one paper; asked for by its id. */
const similarKind = 'similar';

/** Go before what is timed: the times are those of a running bot, not of a compiler warming up, which takes some thousand questions. */
const warmUpRounds = 3;

interface Judged {
  readonly kind: string;
  readonly isRefused: boolean;
  /** Answered with "nothing fits closely", or refused. */
  readonly isDoubted: boolean;
  readonly mrr: number;
  readonly recall: number;
  readonly ndcg: number;
  readonly ms: number;
}

export function readQueries(file: string): z.infer<typeof queryLine>[] {
  return readJudged(file).filter((line) => 'query' in line);
}

function readJudged(file: string): z.infer<typeof judgedLine>[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = judgedLine.safeParse(parseJson(line));
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

function sharesOf(judged: readonly Judged[]): string {
  const share = (is: (one: Judged) => boolean): string =>
    `${((100 * judged.filter(is).length) / judged.length).toFixed(1)} %`;
  return `${share(({ isRefused }) => isRefused).padStart(7)} ${share(({ isDoubted }) => isDoubted).padStart(9)}`;
}

export const evalCommand: Command = {
  summary: 'measure the search on judged queries',
  usage:
    'eval [--queries FILE] [--library FILE] [--vectors FILE], or in BEIR format: eval --corpus corpus.jsonl --queries queries.jsonl --qrels qrels.tsv [--run run.trec]',

  async run(context) {
    const { args, stdout, stderr, now } = context;
    const { values } = parseArgs({
      args: [...args],
      options: {
        queries: { type: 'string' },
        library: { type: 'string' },
        corpus: { type: 'string' },
        qrels: { type: 'string' },
        run: { type: 'string' },
        vectors: { type: 'string' },
      },
    });
    const { corpus, queries: queryFile, qrels } = values;
    if (corpus !== undefined || qrels !== undefined) {
      if (corpus === undefined || queryFile === undefined || qrels === undefined) {
        throw new UsageError(`A collection needs --corpus, --queries and --qrels.\n${this.usage}`);
      }
      const options = { ...vectorsOptions(values.vectors, context), now };
      stdout.write(await evaluateCollection({ corpus, queries: queryFile, qrels }, values.run, options));
      return 0;
    }
    const { ask, library, absence, close } = await openPaperboy({
      files: [values.library ?? shippedLibrary],
      ...vectorsOptions(values.vectors, context),
      now,
      onProblem: (problem) => writeProblems(stderr, [problem]),
    });
    const lines = (queryFile === undefined ? developmentFiles : [queryFile]).flatMap(readJudged);
    const answerTo = (line: (typeof lines)[number]): Promise<Answer | undefined> =>
      'query' in line ? ask.ask(line.query, { limit: 10 }) : ask.similar(line.paper, { limit: 10 });
    for (let round = 0; round < warmUpRounds; round += 1) for (const line of lines) await answerTo(line);
    const judged: Judged[] = [];
    for (const line of lines) {
      const start = performance.now();
      const answer = await answerTo(line);
      const ms = performance.now() - start;
      const ranking = answer?.kind === 'matches' ? answer.matches.map((match) => match.paper.id) : [];
      const grades = new Map(Object.entries(line.relevant));
      judged.push({
        kind: line.kind,
        isRefused: answer?.kind !== 'matches',
        isDoubted: answer?.kind !== 'matches' || answer.certainty === 'perhaps',
        mrr: reciprocalRank(ranking, grades, 10),
        recall: recall(ranking, grades, 5),
        ndcg: ndcg(ranking, grades, 10),
        ms,
      });
    }

    const unanswerable = new Set([noneKind, smallTalkKind, offTopicKind]);
    const answerable = judged.filter(({ kind }) => !unanswerable.has(kind));
    const kinds = [...new Set(answerable.map(({ kind }) => kind))];
    const isQuery = (kind: string): boolean => ![threadKind, similarKind, ...unanswerable].includes(kind);
    const shares: readonly [what: string, (kind: string) => boolean][] = [
      ['unanswerable queries', (kind) => kind === noneKind],
      ['answerable queries', isQuery],
      ['questions off topic', (kind) => kind === offTopicKind],
      ['threads of small talk', (kind) => kind === smallTalkKind],
      ['threads', (kind) => kind === threadKind],
    ];
    const times = judged.filter(({ kind }) => isQuery(kind)).map(({ ms }) => ms);
    const report = [
      `${judged.length} queries over ${library.size} papers, ${absence === undefined ? 'with the encoder' : `by words only. ${absence}`}`,
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
      `${''.padEnd(24)}refused  or doubted`,
      ...shares.flatMap(([what, isOf]) => {
        const ofKind = judged.filter(({ kind }) => isOf(kind));
        return ofKind.length === 0 ? [] : [`${what.padEnd(24)}${sharesOf(ofKind)}`];
      }),
      `ms a query: p50 ${percentile(times, 0.5).toFixed(2)}, p99 ${percentile(times, 0.99).toFixed(2)}`,
    ];
    stdout.write(`${report.join('\n')}\n`);
    await close();
    return 0;
  },
};
