import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { decodeSnapshot, SnapshotError, snapshotVersion } from './search/index/snapshot.ts';
import { createLibrary, type Library } from './search/library.ts';
import { createMeaning } from './search/meaning/meaning.ts';
import { readVectors } from './search/meaning/vectors-file.ts';
import type { FileProblem } from './sources/digest-file/file-lines.ts';
import { readPapers } from './sources/digest-file/read-papers.ts';

/** Files of less than this in all are indexed at once, in some two seconds at most; of more a snapshot of the index is kept. */
const directlyBelowBytes = 5_000_000;

/** What a snapshot of the index is made of and where it is kept. */
export interface SnapshotPlan {
  readonly files: readonly string[];
  readonly vectors: string;
  readonly snapshotFile: string;
  readonly madeFrom: string;
}

export interface OpenLibraryOptions {
  /** Digests or JSON Lines files; a paper in a later one replaces the same in an earlier. */
  readonly files: readonly string[];
  /** File of word vectors. */
  readonly vectors: string;
  /** Folder for the snapshot of the index of large files; undefined: they are indexed anew at every start. */
  readonly snapshotDir?: string | undefined;
  /** Size of all files, in bytes, from which on there is a snapshot. */
  readonly snapshotFromBytes?: number;
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
export function readLibrary({ files, vectors, onProblem }: Omit<OpenLibraryOptions, 'snapshotDir'>): Library {
  const library = createLibrary({ meaning: createMeaning(readVectors(vectors)) });
  for (const file of files) {
    const { papers, problems } = readPapers(file);
    library.add(papers);
    problems.forEach(onProblem);
  }
  return library;
}

/** Changes with every byte that goes into the index, and with the version of the code that makes it. */
function fingerprintOf(files: readonly string[]): string {
  const hash = createHash('sha256').update(snapshotVersion);
  for (const file of files) hash.update(createHash('sha256').update(readFileSync(file)).digest());
  return hash.digest('hex');
}

/** Another set of files has another snapshot. */
function snapshotName(files: readonly string[]): string {
  const places = files.map((file) => resolve(file)).join('\n');
  return `library-${createHash('sha256').update(places).digest('hex').slice(0, 12)}.snapshot`;
}

interface Loaded {
  readonly library: Library;
  readonly problems: readonly FileProblem[];
}

/** @throws SnapshotError when there is none, or none that may be used */
function load({ vectors, snapshotFile, madeFrom }: SnapshotPlan): Loaded {
  const { kept, problems } = decodeSnapshot(readSnapshot(snapshotFile), madeFrom);
  return { library: createLibrary({ meaning: createMeaning(readVectors(vectors)), before: kept }), problems };
}

function readSnapshot(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new SnapshotError('There is none yet.', { cause: error });
  }
}

/** Makes the snapshot in a thread of its own: 100,000 papers take about a minute, in which requests are still answered. */
function build(plan: SnapshotPlan): Promise<void> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL('./library-worker.ts', import.meta.url), { workerData: plan });
    worker.once('error', failed);
    worker.once('exit', (code) => (code === 0 ? done() : failed(new Error(`The indexing thread ended with ${code}`))));
  });
}

/**
 * A library of these files. Of large ones the index is loaded from a snapshot: only when it is whole and made from exactly these
 * files; else it is made anew.
 *
 * @throws the file system's error when a file cannot be read, VectorsFileError when the vectors are broken
 */
export async function openLibrary(options: OpenLibraryOptions): Promise<Library> {
  const { files, vectors, snapshotDir, snapshotFromBytes = directlyBelowBytes, onProblem, onRebuild } = options;
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  if (snapshotDir === undefined || bytes < snapshotFromBytes) return readLibrary(options);
  const snapshotFile = resolve(snapshotDir, snapshotName(files));
  const plan = { files, vectors, snapshotFile, madeFrom: fingerprintOf([...files, vectors]) };
  const { library, problems } = await loadOrBuild(plan, onRebuild);
  problems.forEach(onProblem);
  return library;
}

async function loadOrBuild(plan: SnapshotPlan, onRebuild: OpenLibraryOptions['onRebuild']): Promise<Loaded> {
  try {
    return load(plan);
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    onRebuild?.(error.message);
  }
  try {
    mkdirSync(dirname(plan.snapshotFile), { recursive: true });
    await build(plan);
    return load(plan);
  } catch (error) {
    // Papers can be searched without a snapshot; whatever is wrong with them shows again here.
    onRebuild?.(`No snapshot can be kept: ${error instanceof Error ? error.message : String(error)}`);
    const problems: FileProblem[] = [];
    return { library: readLibrary({ ...plan, onProblem: (problem) => problems.push(problem) }), problems };
  }
}
