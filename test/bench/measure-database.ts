import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { developmentQueries, readQueries } from '../../src/cli/judged-queries.ts';
import { createStoredVectors } from '../../src/library/stored-vectors.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { percentile } from '../../src/search/evaluation.ts';
import { createLibrary } from '../../src/search/library.ts';
import { createMeaning } from '../../src/search/meaning/create-meaning.ts';
import { openEncoder } from '../../src/search/meaning/open-encoder.ts';
import type { TextVectors } from '../../src/search/meaning/packed-vectors.ts';
import { piecesOf, vectorKey } from '../../src/search/meaning/paper-text.ts';
import { createQuestionVectors } from '../../src/search/meaning/question-vectors.ts';
import { soundSleep } from '../../src/sources/sound-sleep.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { DatabaseJob, DatabaseTimes } from './database-process.ts';
import { rankedIds } from './engines/paperboy.ts';
import { datedByItsId, fillDatabase } from './fill-database.ts';
import { runInOwnProcess } from './own-process.ts';
import { answerable, qualityOf } from './quality.ts';

// How the bot answers over papers in a database, and how far it agrees with itself over the same papers in memory.

const databaseProcess = fileURLToPath(new URL('database-process.ts', import.meta.url));

export interface MeasureDatabaseOptions {
  readonly databaseUrl: string;
  /** Hash of the encoder's files. */
  readonly model: string;
  readonly papers: readonly Paper[];
  readonly vectorsOf: (paper: Paper) => TextVectors | undefined;
  readonly print: (line: string) => void;
  readonly mostQuestions?: number;
}

/** Places looked at where rankings are judged. */
const judgedDepth = 10;
/** Processes that answer at once, and questions each has open: a few, so that its encoder never waits. */
const atOnce = { processes: 2, askers: 4 };

const runProcess = (job: DatabaseJob): Promise<DatabaseTimes> => runInOwnProcess(databaseProcess, job);

/** "since:" with the day from which on about this share of the papers came out. */
function filterOf(papers: readonly Paper[], share: number): { filter: string; met: number } {
  const days = papers.map(({ published = '' }) => published).sort();
  const day = days[Math.floor(days.length * (1 - share))] ?? '';
  return { filter: `since:${day}`, met: days.filter((one) => one >= day).length / days.length };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

async function sizes(store: Awaited<ReturnType<typeof openStore>>, papers: number): Promise<string> {
  const { rows } = await sql<{ name: string; bytes: number }>`
    select relname as name, case relkind when 'r' then pg_table_size(oid) else pg_relation_size(oid) end as bytes from pg_class
    where relkind in ('r', 'i') and relnamespace = 'public'::regnamespace
    and relname similar to '(papers|paper_(search|terms|vectors|halfvecs|signs))%'
    order by 2 desc`.execute(store.db);
  return rows
    .filter(({ bytes }) => bytes / papers >= 1)
    .map(({ name, bytes }) => `${name} ${Math.round(bytes / papers)}`)
    .join(', ');
}

/** Fills the database unless it was filled before, asks it, and prints Markdown. */
export async function measureDatabase(options: MeasureDatabaseOptions): Promise<void> {
  const { databaseUrl, model, vectorsOf, print, mostQuestions } = options;
  const papers = options.papers.map(datedByItsId);
  const onConnectionError = (error: Error): never => {
    throw error;
  };
  const store = await openStore({ databaseUrl, stateDir: '', onConnectionError });
  const { library, indexMs, settleMs } = await fillDatabase(store, model, papers, vectorsOf);
  print(
    `${library.size} papers: indexed in ${(indexMs / papers.length).toFixed(2)} ms each, vectors in ${(settleMs / 1_000).toFixed(1)} s. Bytes a paper: ${await sizes(store, papers.length)}.`,
  );
  print('\n| questions | answer, ms: p50 | p99 | late |\n|---|---|---|---|');
  let searchedBy = '';
  const half = filterOf(papers, 0.5);
  const few = filterOf(papers, 0.01);
  for (const { filter, met } of [{ filter: '', met: 1 }, half, few]) {
    const { answerMs, late, ...times } = await runProcess({ databaseUrl, filter, askers: 1, mostQuestions });
    const asked = filter === '' ? 'plain' : `${filter} (${percent(met)} of the papers)`;
    print(
      `| ${asked} | ${percentile(answerMs, 0.5).toFixed(1)} | ${percentile(answerMs, 0.99).toFixed(1)} | ${late} |`,
    );
    searchedBy = times.searchedBy;
  }
  const all = await Promise.all(
    Array.from({ length: atOnce.processes }, () =>
      runProcess({ databaseUrl, filter: '', askers: atOnce.askers, mostQuestions }),
    ),
  );
  const perSecond = all.reduce((sum, { answerMs, allMs }) => sum + answerMs.length / (allMs / 1_000), 0);
  print(
    `\nSearched by ${searchedBy}. ${atOnce.processes} processes, ${atOnce.askers} questions at once each: ${perSecond.toFixed(0)} answers a second, ${Math.round((all[0]?.residentBytes ?? 0) / 1e6)} MB each.`,
  );
  const opened = await openEncoder();
  if (opened.kind === 'absent') throw new Error(`Rankings are not compared without the encoder. ${opened.reason}`);
  const { encoder } = opened;
  const vectors = createStoredVectors(store, Date.now);
  const { of } = createQuestionVectors({ encoder, sleep: soundSleep });
  const meaning = createMeaning({ of, hasWord: encoder.hasWord, kept: vectors });
  const memory = createLibrary();
  for (const paper of papers) {
    memory.add([paper]);
    const whole = vectorsOf(paper)?.whole;
    if (whole !== undefined) memory.setVector(paper.id, vectorKey(model, piecesOf(paper)), whole);
  }
  const queries = answerable(readQueries(developmentQueries)).slice(0, mostQuestions);
  const [inDatabase, inMemory]: string[][][] = [[], []];
  for (const { query } of queries) {
    inDatabase?.push(await rankedIds({ library, meaning }, query, judgedDepth));
    inMemory?.push(await rankedIds({ library: memory, meaning }, query, judgedDepth));
  }
  const same = queries.filter((_, index) => inDatabase?.[index]?.[0] === inMemory?.[index]?.[0]).length;
  const figures = [inDatabase ?? [], inMemory ?? []].map((rankings) => qualityOf(queries, rankings));
  const row = (name: string, of: (one: (typeof figures)[number]) => number): string =>
    `| ${name} | ${figures.map((one) => of(one).toFixed(3)).join(' | ')} |`;
  print('\n| development queries | in the database | in memory |\n|---|---|---|');
  print(row('MRR@10 of known items', ({ mrrAt10 }) => mrrAt10));
  print(row('nDCG@10 of topics', ({ ndcgAt10OfTopics }) => ndcgAt10OfTopics));
  print(`\nThe first paper is the same for ${percent(same / queries.length)} of ${queries.length} queries.`);
  await encoder.close();
  await store.close();
}
