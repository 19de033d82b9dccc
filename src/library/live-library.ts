import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Paper } from '../papers/paper.ts';
import { paperDate } from '../papers/paper-date.ts';
import type { Collection } from '../search/collection.ts';
import { indexVersion } from '../search/index/indexed-text.ts';
import type { Library } from '../search/library.ts';
import { piecesOf, vectorKey } from '../search/meaning/paper-text.ts';
import { createMemoryFollower, type Follower } from '../sources/catch-up.ts';
import { readPapers } from '../sources/digest-file/read-papers.ts';
import { type NearestPapers, openNearestPapers } from '../store/nearest-papers.ts';
import type { Store } from '../store/open-store.ts';
import { packedWordsVersion } from '../store/packed-words.ts';
import { createPaperSearch, type PaperSearch } from '../store/paper-search.ts';
import { createPaperSearchWriter, type PaperSearchWriter } from '../store/paper-search-writer.ts';
import { createPapers, type Papers } from '../store/papers.ts';
import { createSourceRuns } from '../store/source-runs.ts';
import { createDatabaseFollower, createDatabaseLibrary, createSearchEntries } from './database-library.ts';
import { type OpenLibraryOptions, openLibrary } from './open-library.ts';

/** The papers of files and of a store that it follows, to be searched. */
export interface LiveLibrary {
  readonly collection: Collection;
  /** Undefined where PostgreSQL searches. */
  readonly memory: Library | undefined;
  /** Undefined where memory is searched. */
  readonly database:
    | { readonly search: PaperSearch; readonly writer: PaperSearchWriter; readonly way: NearestPapers['kind'] }
    | undefined;
  readonly follower: Follower;
  /** Stored papers that there is no room for. */
  leftOut(): Promise<number>;
  /** Keeps what was indexed for the next start; called once the library has caught up. Takes seconds in another thread. */
  keep(): Promise<void>;
}

export interface LiveLibraryOptions extends OpenLibraryOptions {
  readonly store: Store;
  /** Tells the store from others: its address or file. */
  readonly storeName: string;
  readonly monotonicMs: () => number;
  /** Papers above which PostgreSQL searches them, or, without it, above which the oldest are not searched. */
  readonly mostInMemory?: number;
  /** Of the encoder's files; '' where they cannot be read. */
  readonly model: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

/** A whole answer over so many takes 12 ms, the index 640 MB. */
export const mostPapersInMemory = 20_000;

/** A title and abstract as a line of JSON take about this. */
const bytesOfPaper = 1_300;

/** Papers of a file stored at once, see Papers.learn. */
const learntAtOnce = 50;
/** Papers read from the store at once. */
const papersAtOnce = 500;

/**
 * Opens the library, in memory or, where there are too many papers for it, in PostgreSQL.
 *
 * @throws as openLibrary, and what the store throws
 */
export async function openLiveLibrary(options: LiveLibraryOptions): Promise<LiveLibrary> {
  const { store, files, mostInMemory = mostPapersInMemory } = options;
  const inFiles = files.reduce((sum, file) => sum + statSync(file).size, 0) / bytesOfPaper;
  const isTooMany = store.engine === 'postgres' && (await createPapers(store).count()) + inFiles > mostInMemory;
  return isTooMany ? openInDatabase(options) : openInMemory(options);
}

/** Days as they compare, "" for a paper that nobody dated. */
const dayOf = (paper: Paper): string => paper.submitted ?? paperDate(paper) ?? '';

/** Ids of the newest papers of the store. */
async function newestIds(papers: Papers, count: number): Promise<ReadonlySet<string>> {
  const days: { id: string; day: string }[] = [];
  for (let change = 0; ; ) {
    const step = await papers.changedSince(change, papersAtOnce);
    for (const { paper } of step) days.push({ id: paper.id, day: dayOf(paper) });
    change = step.at(-1)?.change ?? change;
    if (step.length < papersAtOnce) break;
  }
  const newestFirst = days.sort((a, b) => (a.day < b.day ? 1 : -1));
  return new Set(newestFirst.slice(0, Math.max(count, 0)).map(({ id }) => id));
}

async function openInMemory(options: LiveLibraryOptions): Promise<LiveLibrary> {
  const { store, monotonicMs, mostInMemory = mostPapersInMemory } = options;
  const papers = createPapers(store);
  const { library, fromFiles, keep } = await openLibrary(options);
  const room = Math.max(mostInMemory - fromFiles.size, 0);
  // Without this, a store of more papers than there is room for would be indexed and thrown out again at every start.
  let admitted = (await papers.count()) > room ? await newestIds(papers, room) : undefined;
  const days = new Map<string, string>();
  const storedAndInFiles = new Set<string>();

  function add(paper: Paper): void {
    if (fromFiles.has(paper.id)) storedAndInFiles.add(paper.id);
    else {
      if (admitted?.has(paper.id) === false) return;
      days.set(paper.id, dayOf(paper));
    }
    library.add([paper]);
    if (days.size <= room) return;
    const [oldest] = [...days].reduce((one, other) => (other[1] < one[1] ? other : one));
    days.delete(oldest);
    library.remove(oldest);
  }

  return {
    collection: {
      ...library,
      get edition() {
        return library.edition;
      },
      get size() {
        return library.size;
      },
      // Papers that there is no room for are found by their id.
      get: async (id) => library.get(id) ?? papers.get(id),
    },
    memory: library,
    database: undefined,
    follower: createMemoryFollower({ add, known: library.get, monotonicMs }),
    leftOut: async () => Math.max((await papers.count()) - days.size - storedAndInFiles.size, 0),
    async keep() {
      admitted = undefined;
      await keep();
    },
  };
}

async function openInDatabase(options: LiveLibraryOptions): Promise<LiveLibrary> {
  const { store, files, now, onProblem, model } = options;
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
  const nearest = await openNearestPapers(store.db);
  // Vectors of another encoder are other vectors.
  const writer = createPaperSearchWriter(store, nearest, `${indexVersion} ${packedWordsVersion} ${model}`);
  const search = createPaperSearch(store, nearest);
  const library = createDatabaseLibrary(search, papers);
  await library.refresh();
  const entryOf = createSearchEntries((paper) => vectorKey(model, piecesOf(paper)));
  return {
    collection: library,
    memory: undefined,
    database: { search, writer, way: nearest.kind },
    follower: createDatabaseFollower({ writer, library, entryOf }),
    leftOut: async () => 0,
    keep: async () => undefined,
  };
}
