import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError, wholeNumber } from '../../src/cli/command.ts';
import { developmentQueries, readQueries } from '../../src/cli/judged-queries.ts';
import { mostPapersInMemory } from '../../src/library/live-library.ts';
import { shippedLibrary } from '../../src/library/open-paperboy.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { readEncoderFiles } from '../../src/search/meaning/encoder-files.ts';
import { shippedEncoder } from '../../src/search/meaning/open-encoder.ts';
import { piecesOf, vectorKey } from '../../src/search/meaning/paper-text.ts';
import { openVectorsInFile, shippedPaperVectors } from '../../src/search/meaning/vectors-in-file.ts';
import { readPapers } from '../../src/sources/digest-file/read-papers.ts';
import { compareEngines } from './compare-engines.ts';
import { type EmbeddedPapers, papersOfSize, readEmbedded } from './embedded-corpus.ts';
import { allEngines } from './engines/all-engines.ts';
import { measureBot, vectorsWithStandIns } from './measure-bot.ts';
import { measureDatabase } from './measure-database.ts';
import { answerable, depth } from './quality.ts';
import { botHead, botRow, engineHead, engineRow } from './tables.ts';

// npm run bench:search: how fast the bot answers and starts, or with --compare how it ranks beside other engines, as Markdown tables.

const usage =
  'npm run bench:search -- [--compare | --database URL] [--corpus FILE.jsonl.gz --embeddings FILE.int8 [--sizes 119,2000,10000,20000]]';

/** As many vectors as the corpus that we measure with has. */
const mostPapersInDatabase = 100_000;

const corpusSizes = [2_000, 10_000, mostPapersInMemory];

interface BenchOptions {
  readonly isCompared: boolean;
  /** Of a database that holds nothing, or what this command put there before. */
  readonly database: string | undefined;
  /** Papers beside the shipped ones. */
  readonly corpus: { readonly file: string; readonly embeddings: string } | undefined;
  /** Undefined: the shipped papers, and more where there is a corpus. */
  readonly sizes: readonly number[] | undefined;
}

function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      compare: { type: 'boolean', default: false },
      database: { type: 'string' },
      corpus: { type: 'string' },
      embeddings: { type: 'string' },
      sizes: { type: 'string' },
    },
  });
  const { corpus, embeddings } = values;
  const sizes = values.sizes?.split(',').flatMap(
    (size) =>
      wholeNumber('sizes', size, {
        min: 1,
        max: values.database === undefined ? mostPapersInMemory : mostPapersInDatabase,
      }) ?? [],
  );
  if ((corpus === undefined) !== (embeddings === undefined))
    throw new UsageError('--corpus and --embeddings go together: to encode a corpus takes an hour.');
  for (const file of [corpus, embeddings])
    if (file !== undefined && !existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  return {
    isCompared: values.compare,
    database: values.database,
    corpus: corpus === undefined || embeddings === undefined ? undefined : { file: corpus, embeddings },
    sizes,
  };
}

const load = (): string => `load average ${loadavg()[0]?.toFixed(1)}`;

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

async function runBench({ isCompared, corpus, database, sizes: wanted }: BenchOptions): Promise<void> {
  const shipped = readPapers(shippedLibrary).papers;
  const usual = database === undefined ? [shipped.length, ...corpusSizes] : [mostPapersInDatabase];
  const sizes = wanted ?? (corpus === undefined ? [shipped.length] : usual);
  const corpusPapers: EmbeddedPapers =
    corpus === undefined
      ? { papers: [], wholes: new Map() }
      : await readEmbedded(corpus.file, corpus.embeddings, Math.max(...sizes));
  const libraries = sizes.map((size) => papersOfSize(shipped, corpusPapers.papers, size));
  if (libraries.some((papers, index) => papers.length < (sizes[index] ?? 0)))
    throw new UsageError(
      'More papers than the shipped ones come from --corpus, as many as --embeddings has vectors of.',
    );
  const { sha256: model } = readEncoderFiles(shippedEncoder);
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-bench-'));
  try {
    const measured = { model, libraries, shipped, wholes: corpusPapers.wholes };
    if (database !== undefined) await measureIn(database, measured);
    else await (isCompared ? compare(folder, measured) : measure(folder, measured));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  print(
    `${availableParallelism()} cores, ${load()} at the end (the command alone makes 1; more slows it down), Node ${process.version}.`,
  );
  if (corpus === undefined)
    print(
      'For more papers: --corpus FILE, JSON Lines of {"id","title","abstract"}, gzipped or not, and --embeddings FILE, 384 signed bytes a line by the same encoder.',
    );
}

interface Measured extends Pick<EmbeddedPapers, 'wholes'> {
  readonly model: string;
  readonly libraries: readonly (readonly Paper[])[];
  readonly shipped: readonly Paper[];
}

async function measure(folder: string, { model, libraries, shipped, wholes }: Measured): Promise<void> {
  const isShipped = new Set(shipped.map(({ id }) => id));
  const notes: string[] = [];
  print(botHead.join('\n'));
  for (const papers of libraries) {
    const others = papers.filter(({ id }) => !isShipped.has(id));
    const figures = await measureBot(folder, model, { papers: others, wholes });
    print(botRow(papers.length, figures));
    const { questions, late } = figures;
    notes.push(
      `${papers.length} papers: ${questions} questions, ${late} answered by words since the encoder was late; ${load()}.`,
    );
  }
  print(
    [
      ...['', ...notes, ''],
      'Answers: the whole of five papers with summaries and reasons, each question of up to 40 words for the first time and then at once again, one at a time, in a warm process; goals for p50 and p99: 6 and 12 ms up to 2,000 papers, 8 and 16 for 10,000, 12 and 25 for 20,000, asked again 2.',
      'First answers: from the start of the process with what an earlier one kept; by words where there is no encoder, by meaning with every paper.',
    ].join('\n'),
  );
}

/** What is known of the shipped papers, and of the others the whole alone. */
async function shippedVectors({ model, shipped }: Pick<Measured, 'model' | 'shipped'>) {
  const file = openVectorsInFile(shippedPaperVectors, 'read');
  const keyOf = (paper: Paper): string => vectorKey(model, piecesOf(paper));
  const kept = await file.get(shipped.map(keyOf));
  file.close();
  return new Map(shipped.map((paper) => [paper.id, kept.get(keyOf(paper))]));
}

async function measureIn(databaseUrl: string, measured: Measured): Promise<void> {
  const { model, libraries, wholes } = measured;
  const ofShipped = await shippedVectors(measured);
  const vectorsOf = (paper: Paper) => {
    const whole = wholes.get(paper.id);
    return ofShipped.get(paper.id) ?? (whole && vectorsWithStandIns(paper, whole));
  };
  for (const papers of libraries.slice(-1)) await measureDatabase({ databaseUrl, model, papers, vectorsOf, print });
}

async function compare(folder: string, measured: Measured): Promise<void> {
  const { model, libraries, shipped, wholes } = measured;
  const queries = answerable(readQueries(developmentQueries));
  const ofShipped = await shippedVectors(measured);
  print(engineHead.join('\n'));
  for (const papers of libraries) {
    const hasSentences = papers.length <= shipped.length;
    const vectorsOf = (paper: Paper) => {
      const known = ofShipped.get(paper.id);
      // Where the corpus has none of sentences, the judged papers must not have them either: it would raise them.
      if (known !== undefined) return hasSentences ? known : { whole: known.whole, pieces: [] };
      const whole = wholes.get(paper.id);
      return whole && { whole, pieces: [] };
    };
    for await (const { engine, times } of compareEngines(folder, allEngines.keys(), papers, { model, vectorsOf })) {
      const compared = allEngines.get(engine);
      if (compared !== undefined) print(engineRow(papers.length, compared, times, queries));
    }
  }
  print(
    [
      '',
      `Engines: ${queries.length} answerable development queries, ${depth} papers asked for with each; the time holds the encoding of the question where the engine searches by meaning. Papers of the corpus are not judged and count as not relevant, so figures fall with more papers even where an answer is as good. "index" is the memory that an engine takes beside the papers.`,
      'More papers than the shipped ones are compared by the vectors of wholes alone; the bot also looks at those of sentences.',
      '',
    ].join('\n'),
  );
}

try {
  await runBench(readOptions(process.argv.slice(2)));
} catch (error) {
  const isForeseen =
    error instanceof UsageError ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  if (!isForeseen) throw error;
  process.stderr.write(`${error.message}\n${usage}\n`);
  process.exitCode = 2;
}
