import { parseArgs } from 'node:util';
import { type MemoryPaperboy, openPaperboy, openPaperboyOf, shippedLibrary } from '../library/open-paperboy.ts';
import type { Paper } from '../papers/paper.ts';
import type { Answer } from '../search/answer.ts';
import { ndcg, recall, reciprocalRank } from '../search/evaluation.ts';
import type { FileProblem } from '../sources/digest-file/file-lines.ts';
import { type CollectionFiles, collectionIn } from './collection.ts';
import { type Command, UsageError, writeProblems } from './command.ts';
import { evaluateCollection } from './eval-collection.ts';
import { type Outcome, reportOf } from './eval-report.ts';
import { sentencesReport } from './eval-sentences.ts';
import { generatedSet } from './generated-questions.ts';
import { developmentFiles, type JudgedLine, readJudged, testFiles } from './judged-queries.ts';
import { type Progress, progressOn } from './progress.ts';
import { vectorsOptions } from './vectors-options.ts';

/** Go before what is timed: the times are those of a running bot, not of a compiler warming up, which takes some thousand questions. */
const warmUpRounds = 3;

const options = {
  queries: {
    type: 'string',
    takes: 'FILE',
    about: 'Judged queries, one JSON object a line; default the shipped ones for development',
  },
  library: { type: 'string', takes: 'FILE', about: 'The papers to search; default the shipped ones' },
  generated: { type: 'boolean', about: 'Questions made from the papers themselves, some of which are taken out' },
  final: { type: 'boolean', about: 'The half that nothing was tuned on; not for comparing variants' },
  collection: {
    type: 'string',
    takes: 'FOLDER',
    about: 'A collection in BEIR format: corpus.jsonl, queries.jsonl, qrels/test.tsv',
  },
  corpus: { type: 'string', takes: 'FILE', about: 'Its documents, where the files lie apart' },
  qrels: { type: 'string', takes: 'FILE', about: 'Its judgements, with --corpus and --queries' },
  run: { type: 'string', takes: 'FILE', about: 'Write the ranking of a collection as a TREC run' },
  vectors: { type: 'string', takes: 'FILE', about: 'Encoded papers, from the command vectors; default in STATE_DIR' },
} as const satisfies Command['options'];

async function outcomesOf(
  { ask }: Pick<MemoryPaperboy, 'ask'>,
  lines: readonly JudgedLine[],
  progress: Progress,
): Promise<Outcome[]> {
  const answerTo = (line: JudgedLine): Promise<Answer | undefined> =>
    'query' in line ? ask.ask(line.query, { limit: 10 }) : ask.similar(line.paper, { limit: 10 });
  for (let round = 0; round < warmUpRounds; round += 1) {
    progress.show(round, warmUpRounds, 'rounds of warming up');
    for (const line of lines) await answerTo(line);
  }
  const outcomes: Outcome[] = [];
  for (const [index, line] of lines.entries()) {
    progress.show(index, lines.length, 'queries');
    const start = performance.now();
    const answer = await answerTo(line);
    const ms = performance.now() - start;
    const ranking = answer?.kind === 'matches' ? answer.matches.map((match) => match.paper.id) : [];
    const grades = new Map(Object.entries(line.relevant));
    outcomes.push({
      kind: line.kind,
      about: 'paper' in line ? line.paper : (Object.keys(line.relevant)[0] ?? line.id),
      isRefused: answer?.kind !== 'matches',
      isDoubted: answer?.kind !== 'matches' || answer.certainty === 'perhaps',
      mrr: reciprocalRank(ranking, grades, 10),
      recall: recall(ranking, grades, 5),
      ndcg: ndcg(ranking, grades, 10),
      listed: answer?.kind === 'matches' ? answer.total : 0,
      ms,
    });
  }
  return outcomes;
}

function collectionFiles(
  values: {
    readonly [name in 'collection' | 'corpus' | 'queries' | 'qrels']?: string | undefined;
  },
): CollectionFiles | undefined {
  const { collection, corpus, queries, qrels } = values;
  if (collection !== undefined) return collectionIn(collection);
  if (corpus === undefined && qrels === undefined) return undefined;
  if (corpus === undefined || queries === undefined || qrels === undefined)
    throw new UsageError(`A collection needs --corpus, --queries and --qrels.\n${evalCommand.usage}`);
  return { corpus, queries, qrels };
}

export const evalCommand: Command = {
  summary: 'measure the search on judged queries',
  usage:
    'eval [--queries FILE | --generated] [--final] [--library FILE] [--vectors FILE], or in BEIR format: eval --collection FOLDER | --corpus corpus.jsonl --queries queries.jsonl --qrels qrels.tsv [--run run.trec]',

  options,
  examples: ['eval', 'eval --generated', 'eval --collection scifact --run scifact.trec'],

  async run(context) {
    const { args, stdout, stderr, now } = context;
    const { values } = parseArgs({ args: [...args], options });
    const vectors = vectorsOptions(values.vectors, context);
    const collection = collectionFiles(values);
    if (collection !== undefined) {
      stdout.write(await evaluateCollection(collection, values.run, { ...vectors, now, progress: progressOn(stderr) }));
      return 0;
    }
    const onProblem = (problem: FileProblem): void => writeProblems(stderr, [problem]);
    const opened = await openPaperboy({ files: [values.library ?? shippedLibrary], ...vectors, now, onProblem });
    let paperboy: MemoryPaperboy = opened;
    let lines: readonly JudgedLine[];
    if (values.generated === true) {
      const made = generatedSet([...opened.library.papers()], values.final === true ? 'test' : 'tune');
      paperboy = await openPaperboyOf(made.held satisfies readonly Paper[], { ...vectors, now });
      lines = made.lines;
    } else {
      const shipped = values.final === true ? testFiles : developmentFiles;
      lines = (values.queries === undefined ? shipped : [values.queries]).flatMap(readJudged);
    }
    const { absence, library } = paperboy;
    const progress = progressOn(stderr);
    const outcomes = await outcomesOf(paperboy, lines, progress);
    const report = [
      `${lines.length} queries over ${library.size} papers, ${absence === undefined ? 'with the encoder' : `by words only. ${absence}`}`,
      '',
      ...reportOf(outcomes),
    ];
    const isWhole = [values.queries, values.generated, values.library, values.final].every((one) => one === undefined);
    if (isWhole) report.push('', ...(await sentencesReport(paperboy)));
    progress.end();
    stdout.write(`${report.join('\n')}\n`);
    await opened.close();
    if (paperboy !== opened) await paperboy.close();
    return 0;
  },
};
