import { developmentQueries, readQueries } from '../../src/cli/judged-queries.ts';
import { shippedLibrary } from '../../src/library/open-paperboy.ts';
import { openEncoder } from '../../src/search/meaning/open-encoder.ts';
import { readPapers } from '../../src/sources/digest-file/read-papers.ts';
import { allEngines } from './engines/all-engines.ts';
import { createMeanings } from './engines/meanings.ts';
import { heldBytes, ownJob, tell } from './own-process.ts';
import { answerable, depth } from './quality.ts';
import { benchQuestions } from './questions.ts';

// One engine over one set of papers. Needs --expose-gc.

export interface EngineJob {
  /** A key of allEngines. */
  readonly engine: string;
  /** JSON Lines of {"id","title","abstract"}. */
  readonly papersFile: string;
  /** File of their vectors. */
  readonly vectorsFile: string;
}

/** How an engine did with the answerable development queries. */
export interface EngineTimes {
  readonly buildMs: number;
  /** Memory that the index takes beside the papers themselves. */
  readonly indexBytes: number;
  /** Ids, best first, for each question. */
  readonly rankings: readonly (readonly string[])[];
  /** Of each question, its encoding included. */
  readonly queryMs: readonly number[];
}

/** One round of questions goes before those that are timed, cut off here: the times are those of a running bot. */
const warmUpMs = 10_000;

async function measure({ engine: key, papersFile, vectorsFile }: EngineJob): Promise<EngineTimes> {
  const engine = allEngines.get(key);
  if (engine === undefined) throw new Error(`No engine is called "${key}".`);
  const { papers } = readPapers(papersFile);
  const opened = await openEncoder();
  if (opened.kind === 'absent') throw new Error(`Nothing can be compared without the encoder. ${opened.reason}`);
  const meanings = createMeanings(opened.encoder, vectorsFile);
  // Keys take as long as an index, and belong to none.
  for (const paper of papers) meanings.keyOf(paper);

  const bytesBefore = await heldBytes();
  const buildStartMs = performance.now();
  const index = await engine.build(papers, meanings);
  const buildMs = performance.now() - buildStartMs;
  const indexBytes = (await heldBytes()) - bytesBefore;

  const warmUpEndMs = performance.now() + warmUpMs;
  for (const question of benchQuestions(readPapers(shippedLibrary).papers).warmUp) {
    if (performance.now() > warmUpEndMs) break;
    await index.search(question, depth);
  }
  const rankings: (readonly string[])[] = [];
  const queryMs: number[] = [];
  for (const { query } of answerable(readQueries(developmentQueries))) {
    const startMs = performance.now();
    rankings.push(await index.search(query, depth));
    queryMs.push(performance.now() - startMs);
  }
  await opened.encoder.close();
  return { buildMs, indexBytes, rankings, queryMs };
}

await tell(await measure(ownJob()));
