import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Paperboy, shippedVectors } from './compose.ts';
import { type OpenLibraryOptions, openLibrary } from './open-library.ts';
import { createAsk } from './search/ask.ts';
import { snapshotVersion } from './search/index/snapshot.ts';
import { createMeaning } from './search/meaning/meaning.ts';
import { readVectors } from './search/meaning/vectors-file.ts';
import { createDatabaseCollection, createDatabaseFollower, createSearchEntries } from './search-in-database.ts';
import { createMemoryFollower, type Follower } from './sources/catch-up.ts';
import { readPapers } from './sources/digest-file/read-papers.ts';
import type { Store } from './store/open-store.ts';
import { createPaperSearch } from './store/paper-search.ts';
import { createPapers } from './store/papers.ts';
import { createSourceRuns } from './store/source-runs.ts';

/** ask() over the papers of files and of a store that it follows. */
export interface LivePaperboy extends Paperboy {
  readonly follower: Follower;
  /** PostgreSQL searches: its first index of a million papers takes the better part of an hour, in which it answers from what it has. */
  readonly isInDatabase: boolean;
  /** Keeps what was indexed, for the next start; up to seconds during which nothing is answered. */
  keep(): Promise<void>;
}

export interface LivePaperboyOptions extends Omit<OpenLibraryOptions, 'vectors' | 'store'> {
  readonly store: Store;
  /** Tells the store from others: its address or file. */
  readonly storeName: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  readonly monotonicMs: () => number;
  /** Stored papers above which PostgreSQL searches them; see the README for what memory holds. */
  readonly mostInMemory?: number;
}

/** 100,000 papers take 0.6 GB of memory and 10 ms of one core a question: with three times that, a busy bot is slow. */
const mostPapersInMemory = 300_000;

/** A title and abstract as a line of JSON take about this. */
const bytesOfPaper = 1_300;

/** Papers of a file stored at once, see Papers.learn. */
const learntAtOnce = 50;

/**
 * Opens the library, in memory or, where there are too many papers for it, in PostgreSQL.
 *
 * @throws as openLibrary, and what the store throws
 */
export async function openLivePaperboy(options: LivePaperboyOptions): Promise<LivePaperboy> {
  const { store, files, mostInMemory = mostPapersInMemory } = options;
  const inFiles = files.reduce((sum, file) => sum + statSync(file).size, 0) / bytesOfPaper;
  const isTooMany = store.engine === 'postgres' && (await createPapers(store).count()) + inFiles > mostInMemory;
  return isTooMany ? openInDatabase(options) : openInMemory(options);
}

async function openInMemory({ store, storeName, now, monotonicMs, ...options }: LivePaperboyOptions) {
  const change = await createPapers(store).lastChange();
  const opened = await openLibrary({ ...options, vectors: shippedVectors, store: { name: storeName, change } });
  const { library } = opened;
  const follower = createMemoryFollower({
    add: (paper) => library.add([paper]),
    known: library.get,
    from: opened.change,
    monotonicMs,
  });
  return {
    library,
    ask: createAsk({ library, now }),
    follower,
    isInDatabase: false,
    keep: async () => opened.keep(await follower.change()),
  };
}

async function openInDatabase({ store, files, now, onProblem }: LivePaperboyOptions): Promise<LivePaperboy> {
  const papers = createPapers(store);
  const runs = createSourceRuns(store);
  // What files say is stored like what a source says, once: then the store has everything.
  for (const file of files) {
    const source = `file ${resolve(file)}`;
    const contents = createHash('sha256').update(readFileSync(file)).digest('hex');
    if ((await runs.slices(source)).has(contents)) continue;
    const { papers: told, problems } = readPapers(file);
    problems.forEach(onProblem);
    for (let at = 0; at < told.length; at += learntAtOnce)
      await papers.learn(source, told.slice(at, at + learntAtOnce), now());
    await runs.recordSlice(source, { slice: contents, readAt: now(), papers: told.length });
  }
  const search = createPaperSearch({ store, version: snapshotVersion, entryOf: createSearchEntries() });
  const library = createDatabaseCollection({ search, meaning: createMeaning(readVectors(shippedVectors)) });
  await library.refresh();
  return {
    library,
    ask: createAsk({ library, now }),
    follower: createDatabaseFollower({ search, library }),
    isInDatabase: true,
    keep: async () => undefined,
  };
}
