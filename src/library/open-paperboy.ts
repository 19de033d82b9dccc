import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { Paper } from '../papers/paper.ts';
import { type Ask, createAsk } from '../search/ask.ts';
import type { Collection } from '../search/collection.ts';
import { createLibrary, type Library } from '../search/library.ts';
import { createMeaning } from '../search/meaning/create-meaning.ts';
import { firstOf, type WritableVectors } from '../search/meaning/kept-vectors.ts';
import type { Meaning } from '../search/meaning/meaning.ts';
import { type OpenedEncoder, openEncoder } from '../search/meaning/open-encoder.ts';
import { createQuestionVectors } from '../search/meaning/question-vectors.ts';
import { openVectorsInFile, shippedPaperVectors } from '../search/meaning/vectors-in-file.ts';
import { vectorsInMemory } from '../search/meaning/vectors-in-memory.ts';
import { soundSleep } from '../sources/sound-sleep.ts';
import { createEncodePapers } from './encode-papers.ts';
import { type OpenLibraryOptions, openLibrary } from './open-library.ts';
import type { SearchState } from './search-state.ts';
import { unshared } from './stored-vectors.ts';

/** The papers that ship with the bot. */
export const shippedLibrary = fileURLToPath(new URL('../../data/papers.jsonl', import.meta.url));

/** What every way in shares; it knows no Slack and no terminal. */
export interface Paperboy {
  readonly library: Collection;
  readonly ask: Ask;
  /** What papers mean; undefined where they are found by their words alone. */
  readonly meaning: Meaning | undefined;
  /** Encodes the papers that came out on this day or later, "YYYY-MM-DD", before a digest chooses among them. */
  readonly encodeSince?: (day: string) => Promise<void>;
  readonly searchState?: () => Promise<SearchState>;
}

/** One whose papers are all in memory, with their vectors. */
export interface MemoryPaperboy extends Paperboy {
  readonly library: Library;
  /** Why papers are found by their words alone, with the cure; undefined where they are not. */
  readonly absence: string | undefined;
  close(): Promise<void>;
}

export interface VectorsOptions {
  /** File of vectors beside the shipped ones; made when there is none. Undefined: what is encoded is not kept. */
  readonly vectorsFile?: string | undefined;
  /** Told after each paper that had to be encoded. */
  readonly onEncoded?: (encoded: number, of: number) => void;
}

export interface PaperboyOptions extends OpenLibraryOptions, VectorsOptions {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

/** ask() over a library of these files, all of its papers encoded. @throws as openLibrary */
export async function openPaperboy(options: PaperboyOptions): Promise<MemoryPaperboy> {
  const [opened, { library, keep }] = await Promise.all([openEncoder(), openLibrary(options)]);
  await keep();
  return withMeaning(library, opened, options);
}

/** The same over papers that are there. */
export async function openPaperboyOf(
  papers: Iterable<Paper>,
  options: VectorsOptions & Pick<PaperboyOptions, 'now'>,
): Promise<MemoryPaperboy> {
  const library = createLibrary();
  library.add(papers);
  return withMeaning(library, await openEncoder(), options);
}

function ownVectors(file: string | undefined): { own: WritableVectors; closeOwn: () => void } {
  if (file === undefined) return { own: vectorsInMemory(), closeOwn: () => undefined };
  const own = openVectorsInFile(file, 'append');
  return { own, closeOwn: own.close };
}

async function withMeaning(
  library: Library,
  opened: OpenedEncoder,
  { now, vectorsFile, onEncoded }: VectorsOptions & Pick<PaperboyOptions, 'now'>,
): Promise<MemoryPaperboy> {
  const wordsAlone = { library, ask: createAsk({ library, now }), meaning: undefined };
  if (opened.kind === 'absent') return { ...wordsAlone, absence: opened.reason, close: async () => undefined };
  const { encoder } = opened;
  const shipped = openVectorsInFile(shippedPaperVectors, 'read');
  const { own, closeOwn } = ownVectors(vectorsFile);
  const papers = createEncodePapers({
    ...{ encoder, library, kept: [shipped], vectors: unshared(own) },
    logger: pino({ level: 'silent' }),
    monotonicMs: () => performance.now(),
    sleep: soundSleep,
  });
  await papers.encodeNow(library.withoutVector(), onEncoded);
  const { of } = createQuestionVectors({ encoder, sleep: soundSleep });
  const meaning = createMeaning({ of, hasWord: encoder.hasWord, kept: firstOf([shipped, own]) });
  return {
    ...{ library, meaning, absence: undefined },
    ask: createAsk({ library, meaning, now }),
    async close() {
      await encoder.close();
      shipped.close();
      closeOwn();
    },
  };
}
