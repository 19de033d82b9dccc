import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError, wholeNumber } from '../../src/cli/command.ts';
import { developmentQueries, noneKind, readQueries } from '../../src/cli/eval-command.ts';
import { shippedLibrary } from '../../src/library/open-paperboy.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { toJsonLines } from '../../src/sources/digest-file/json-lines.ts';
import { readPapers } from '../../src/sources/digest-file/read-papers.ts';
import { readCorpus } from './corpus-lines.ts';
import { papersOfSize } from './documents.ts';
import { allEngines } from './engines/all-engines.ts';
import { depth } from './quality.ts';
import { runEngine } from './run-engine.ts';
import { answersOf, rowOf, tableHead } from './tables.ts';

// npm run bench:search: six search engines over the same papers and queries, as Markdown tables.

const usage =
  'npm run bench:search -- [--corpus FILE.jsonl.gz] [--sizes 119,10000,100000] [--engines minisearch,…] [--seconds 300] [--heap-mb 4096]';

const shippedSize = 119;
const corpusSizes = [10_000, 100_000];

interface BenchOptions {
  readonly corpus: string | undefined;
  readonly sizes: readonly number[];
  readonly engines: readonly string[];
  readonly stageSeconds: number;
  readonly heapMb: number;
}

function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      corpus: { type: 'string' },
      sizes: { type: 'string' },
      engines: { type: 'string' },
      seconds: { type: 'string' },
      'heap-mb': { type: 'string' },
    },
  });
  const { corpus } = values;
  const sizes = values.sizes
    ?.split(',')
    .map((size) => wholeNumber('sizes', size, { min: shippedSize, max: 10_000_000 }) ?? shippedSize);
  const engines = values.engines?.split(',') ?? [...allEngines.keys()];
  const unknown = engines.filter((engine) => !allEngines.has(engine));
  if (unknown.length > 0)
    throw new UsageError(`--engines takes ${[...allEngines.keys()].join(', ')}, not ${unknown.join(', ')}.`);
  if (corpus === undefined && sizes?.some((size) => size > shippedSize))
    throw new UsageError('More papers than the shipped ones come from --corpus.');
  if (corpus !== undefined && !existsSync(corpus)) throw new UsageError(`There is no file ${corpus}.`);
  return {
    corpus,
    sizes: sizes ?? [shippedSize, ...(corpus === undefined ? [] : corpusSizes)],
    engines,
    stageSeconds: wholeNumber('seconds', values.seconds, { min: 1, max: 86_400 }) ?? 300,
    heapMb: wholeNumber('heap-mb', values['heap-mb'], { min: 64, max: 1_000_000 }) ?? 4_096,
  };
}

async function runBench({ corpus, sizes, engines, stageSeconds, heapMb }: BenchOptions): Promise<void> {
  const shipped = readPapers(shippedLibrary).papers.map(({ id, title, abstract }): Paper => ({ id, title, abstract }));
  const others: Paper[] = [];
  if (corpus !== undefined && sizes.some((size) => size > shippedSize))
    await readCorpus(corpus, (paper) => others.push(paper));
  const queries = readQueries(developmentQueries).filter(({ kind }) => kind !== noneKind);
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-bench-'));
  try {
    for (const size of sizes) {
      const papers = papersOfSize(shipped, others, size);
      if (papers.length < size) process.stderr.write(`${corpus} has papers for ${papers.length} only.\n`);
      const papersFile = join(folder, 'papers.jsonl');
      writeFileSync(papersFile, toJsonLines(papers));
      process.stdout.write(`${tableHead(papers.length)}\n`);
      let answers = '';
      for (const [key, engine] of allEngines) {
        if (!engines.includes(key)) continue;
        process.stderr.write(`${engine.name} over ${papers.length} papers …\n`);
        const job = { engine: key, papersFile, questions: queries.map(({ query }) => query) };
        const outcome = await runEngine(job, { stageMs: stageSeconds * 1_000, heapMb });
        process.stdout.write(`${rowOf(engine, outcome, queries)}\n`);
        answers += answersOf(engine, outcome);
      }
      process.stdout.write(`\n${answers}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const notes = [
    `${queries.length} answerable development queries; ${depth} papers asked for with each.`,
    `${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(1)} (the engines alone make 1; more slows them down), Node ${process.version}.`,
    'Papers of the corpus are not judged and count as not relevant: figures fall with more papers even where an answer is as good.',
    '"index" is the memory that an engine takes beside the papers; "peak" is its whole process, papers and Node included.',
    `Limits for each engine: ${stageSeconds} s to build, ${stageSeconds} s for all queries, ${heapMb} MB of heap.`,
  ];
  if (corpus === undefined) {
    notes.push(
      'For 10,000 and 100,000 papers: npm run bench:search -- --corpus FILE, JSON Lines of {"id","title","abstract"}, gzipped or not.',
    );
  }
  process.stdout.write(`${notes.join('\n')}\n`);
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
