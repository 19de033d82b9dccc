import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  decodeSnapshot,
  encodeSnapshot,
  SnapshotError,
  type SnapshotOrigin,
  snapshotVersion,
} from './search/index/snapshot.ts';
import { createLibrary, type Library } from './search/library.ts';
import { createMeaning } from './search/meaning/meaning.ts';
import { readVectors } from './search/meaning/vectors-file.ts';
import type { FileProblem } from './sources/digest-file/file-lines.ts';
import { readPapers } from './sources/digest-file/read-papers.ts';

/** Files of less than this in all are indexed at once, in some two seconds at most; of more a snapshot of the index is kept. */
const directlyBelowBytes = 5_000_000;

/** A library of this size is kept when the bot stops: indexing what sources brought anew would take seconds at every start. */
const keptFromPapers = 2_000;

/** What a snapshot of the index is made of and where it is kept. */
export interface SnapshotPlan {
  readonly files: readonly string[];
  readonly vectors: string;
  readonly snapshotFile: string;
  readonly madeFrom: string;
}

/** The database whose papers come to those of the files. */
export interface FollowedStore {
  /** Tells it from others. */
  readonly name: string;
  /** Its last change of a paper. */
  readonly change: number;
}

/** A library, and how to start from it next time. */
export interface OpenedLibrary {
  readonly library: Library;
  /** The last change of the followed store that is in it; 0 for none. */
  readonly change: number;
  /** Keeps the library as it is now, with the changes of the store up to `change`; small ones are not worth it. Takes up to seconds. */
  keep(change: number): void;
}

export interface OpenLibraryOptions {
  /** Digests or JSON Lines files; a paper in a later one replaces the same in an earlier. */
  readonly files: readonly string[];
  /** File of word vectors. */
  readonly vectors: string;
  /** Folder for the snapshot of the index of large files; undefined: they are indexed anew at every start. */
  readonly snapshotDir?: string | undefined;
  readonly store?: FollowedStore | undefined;
  /** Size of all files, in bytes, from which on there is a snapshot. */
  readonly snapshotFromBytes?: number;
  /** Papers from which on `keep` keeps them. */
  readonly keptFrom?: number;
  /** Told of each line that cannot be used. */
  readonly onProblem: (problem: FileProblem) => void;
  /** Told why the index is made anew, in one sentence. */
  readonly onRebuild?: (reason: string) => void;
}

/**
 * A library of these files, indexed on this thread.
 *
 * @throws the file system's error when a file cannot be read, VectorsFileError when the vectors are broken
 */
export function readLibrary({
  files,
  vectors,
  onProblem,
}: Pick<OpenLibraryOptions, 'files' | 'vectors' | 'onProblem'>): Library {
  const library = createLibrary({ meaning: createMeaning(readVectors(vectors)) });
  for (const file of files) {
    const { papers, problems } = readPapers(file);
    library.add(papers);
    problems.forEach(onProblem);
  }
  return library;
}

/** SHA-256 of a file, read piece by piece: memory for all of a large one takes longer to get than to hash. */
function digestOf(file: string): Buffer {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(1_000_000);
  const opened = openSync(file, 'r');
  try {
    for (let length = readSync(opened, piece); length > 0; length = readSync(opened, piece))
      hash.update(piece.subarray(0, length));
  } finally {
    closeSync(opened);
  }
  return hash.digest();
}

/** Changes with every byte that goes into the index, with the version of the code that makes it, and with what Node takes for a letter. */
function fingerprintOf(files: readonly string[]): string {
  const hash = createHash('sha256').update(`${snapshotVersion} ${process.versions['unicode'] ?? ''}`);
  for (const file of files) hash.update(digestOf(file));
  return hash.digest('hex');
}

/** Another set of files, or another database, has another snapshot. */
function snapshotName(files: readonly string[], store: FollowedStore | undefined): string {
  const places = [store?.name ?? '', ...files.map((file) => resolve(file))].join('\n');
  return `library-${createHash('sha256').update(places).digest('hex').slice(0, 12)}.snapshot`;
}

interface Loaded {
  readonly library: Library;
  readonly problems: readonly FileProblem[];
  readonly change: number;
}

/** @throws SnapshotError when there is none, or none that may be used */
function load({ vectors, snapshotFile, madeFrom }: SnapshotPlan, lastChange: number): Loaded {
  const { kept, problems, change } = decodeSnapshot(readSnapshot(snapshotFile), madeFrom);
  if (change > lastChange) throw new SnapshotError('It holds papers that the database does not.');
  return { library: createLibrary({ meaning: createMeaning(readVectors(vectors)), before: kept }), problems, change };
}

function readSnapshot(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new SnapshotError('There is none yet.', { cause: error });
  }
}

/** A writer takes seconds; what is older than this beside a new snapshot was left by one that was killed. */
const leftoverMs = 3_600_000;

function clearLeftovers(snapshotFile: string): void {
  const written = statSync(snapshotFile).mtimeMs;
  for (const name of readdirSync(dirname(snapshotFile))) {
    const file = resolve(dirname(snapshotFile), name);
    const isUnfinished = name.startsWith(`${basename(snapshotFile)}.`);
    const changed = isUnfinished ? statSync(file, { throwIfNoEntry: false })?.mtimeMs : undefined;
    if (changed !== undefined && written - changed > leftoverMs) rmSync(file, { force: true });
  }
}

/** Writes a snapshot; whoever reads it sees the former or the new one, never a part. */
export function writeSnapshot({ snapshotFile, madeFrom }: SnapshotPlan, library: Library, about: SnapshotAbout): void {
  // Two containers that share a folder may have the same process id.
  const unfinished = `${snapshotFile}.${randomUUID()}`;
  try {
    const file = openSync(unfinished, 'w');
    try {
      // Unlike writeSync it goes on until all is written.
      for (const bytes of encodeSnapshot(library.kept(), { madeFrom, ...about })) writeFileSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(unfinished, snapshotFile);
    clearLeftovers(snapshotFile);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

type SnapshotAbout = Omit<SnapshotOrigin, 'madeFrom'>;

/** Makes the snapshot in a thread of its own: 100,000 papers take minutes, in which requests are still answered. */
function build(plan: SnapshotPlan): Promise<void> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL('./library-worker.ts', import.meta.url), { workerData: plan });
    worker.once('error', failed);
    worker.once('exit', (code) => (code === 0 ? done() : failed(new Error(`The indexing thread ended with ${code}`))));
  });
}

function readAll(options: Pick<OpenLibraryOptions, 'files' | 'vectors'>): Loaded {
  const problems: FileProblem[] = [];
  return { library: readLibrary({ ...options, onProblem: (problem) => problems.push(problem) }), problems, change: 0 };
}

/**
 * A library of these files. The index of large ones, and of what was kept of a store, is loaded from a snapshot: only when it is whole
 * and made from exactly these files; else it is made anew.
 *
 * @throws the file system's error when a file cannot be read, VectorsFileError when the vectors are broken
 */
export async function openLibrary(options: OpenLibraryOptions): Promise<OpenedLibrary> {
  const { files, vectors, snapshotDir, store, keptFrom = keptFromPapers, onProblem } = options;
  const snapshotFile = snapshotDir && resolve(snapshotDir, snapshotName(files, store));
  const isReadAtOnce = store === undefined && areSmall(options) && !existsSync(snapshotFile ?? '');
  if (snapshotFile === undefined || isReadAtOnce)
    return { library: readLibrary(options), change: 0, keep: () => undefined };
  // Taken before the files are read: one that changes later makes the snapshot stale, not wrong.
  const plan: SnapshotPlan = { files, vectors, snapshotFile, madeFrom: fingerprintOf([...files, vectors]) };
  const { library, problems, change: loadedChange } = await loadOrMake(plan, options);
  problems.forEach(onProblem);
  return {
    library,
    change: loadedChange,
    keep(change) {
      if (library.size < keptFrom || change === loadedChange) return;
      mkdirSync(dirname(snapshotFile), { recursive: true });
      writeSnapshot(plan, library, { problems: [...problems], change });
    },
  };
}

function areSmall({ files, snapshotFromBytes = directlyBelowBytes }: OpenLibraryOptions): boolean {
  return files.reduce((sum, file) => sum + statSync(file).size, 0) < snapshotFromBytes;
}

/** What is not to be trusted now must not be when the database, begun anew, has as many changes as it had then. */
function discard(snapshotFile: string): void {
  try {
    rmSync(snapshotFile, { force: true });
  } catch {
    // A folder that cannot be written to: it is looked at again at the next start.
  }
}

async function loadOrMake(plan: SnapshotPlan, options: OpenLibraryOptions): Promise<Loaded> {
  const { snapshotFile } = plan;
  const isSmall = areSmall(options);
  if (isSmall && !existsSync(snapshotFile)) return readAll(options);
  const lastChange = options.store?.change ?? 0;
  try {
    return load(plan, lastChange);
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    options.onRebuild?.(error.message);
  }
  if (isSmall) {
    discard(snapshotFile);
    return readAll(options);
  }
  try {
    mkdirSync(dirname(snapshotFile), { recursive: true });
    await build(plan);
    return load(plan, lastChange);
  } catch (error) {
    // Papers can be searched without a snapshot; whatever is wrong with them shows again here.
    options.onRebuild?.(`No snapshot can be kept: ${error instanceof Error ? error.message : String(error)}`);
    return readAll(options);
  }
}
