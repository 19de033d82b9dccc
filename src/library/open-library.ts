import type { Paper } from '../papers/paper.ts';
import { createLibrary, type Library } from '../search/library.ts';
import type { FileProblem } from '../sources/digest-file/file-lines.ts';
import { readPapers } from '../sources/digest-file/read-papers.ts';
import { keepIndex, keptIndexFile, loadIndex } from './kept-index.ts';

/** Fewer papers are indexed in less than two seconds, .35 ms each: not worth a file. */
const keptFromPapers = 5_000;

/** So many papers may be missing from the index that was kept before it is written anew: they take a fifth of a second. */
const usuallyMissing = 500;

/** The event loop is given back after this long while papers are indexed. */
const sliceMs = 8;

export interface OpenLibraryOptions {
  /** Digests or JSON Lines files; a paper in a later one replaces the same in an earlier. */
  readonly files: readonly string[];
  /** Folder for the index of a large library, kept between starts; undefined: it is made anew at every start. */
  readonly stateDir?: string | undefined;
  /** Names the store whose papers come to those of the files. */
  readonly storeName?: string | undefined;
  /** Papers from which on the index is kept. */
  readonly keptFrom?: number;
  /** Papers that may be missing from an index that was kept. */
  readonly mostMissing?: number;
  /** Told of each line that cannot be used. */
  readonly onProblem: (problem: FileProblem) => void;
  /** Told why an index that was kept is not used, in one sentence. */
  readonly onRebuild?: (reason: string) => void;
}

/** A library, and how to start from it next time. */
export interface OpenedLibrary {
  readonly library: Library;
  /** Ids of the papers of the files. */
  readonly fromFiles: ReadonlySet<string>;
  /**
   * Keeps the index for the next start, if it is worth it: called once all papers are there. Takes seconds in another thread.
   *
   * @throws the file system's error when it cannot be written
   */
  keep(): Promise<void>;
}

function readFiles({ files, onProblem }: Pick<OpenLibraryOptions, 'files' | 'onProblem'>): Map<string, Paper> {
  const papers = new Map<string, Paper>();
  for (const file of files) {
    const read = readPapers(file);
    for (const paper of read.papers) papers.set(paper.id, paper);
    read.problems.forEach(onProblem);
  }
  return papers;
}

/**
 * A library of these files. Of a large one the index is loaded as it was kept; each paper is compared with it, so that one that changed
 * since is indexed anew.
 *
 * @throws the file system's error when a file cannot be read
 */
export async function openLibrary(options: OpenLibraryOptions): Promise<OpenedLibrary> {
  const { files, stateDir, storeName = '', onRebuild = () => undefined } = options;
  const { keptFrom = keptFromPapers, mostMissing = usuallyMissing } = options;
  const papers = readFiles(options);
  const file = stateDir === undefined ? undefined : keptIndexFile(stateDir, [storeName, ...files]);
  const index = file === undefined ? undefined : await loadIndex(file, onRebuild);
  const library = createLibrary({ index });
  let yieldedAtMs = performance.now();
  for (const paper of papers.values()) {
    library.add([paper]);
    if (performance.now() - yieldedAtMs < sliceMs) continue;
    await new Promise(setImmediate);
    yieldedAtMs = performance.now();
  }
  return {
    library,
    fromFiles: new Set(papers.keys()),
    async keep() {
      await library.forgetUnknown();
      const { size, indexedAnew } = library;
      if (file === undefined || size < keptFrom || indexedAnew <= mostMissing) return;
      await keepIndex(file, [...library.papers()]);
    },
  };
}
