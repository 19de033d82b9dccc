import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { createChoose } from './digests/choose.ts';
import { createDeliver, type Timing, usualTiming } from './digests/deliver.ts';
import type { DigestPost } from './digests/digest-post.ts';
import { createDigests, type Digests } from './digests/digests.ts';
import { createWorker, type Worker, type WorkerDependencies } from './digests/worker.ts';
import { type OpenLibraryOptions, openLibrary, readLibrary } from './open-library.ts';
import { type Ask, createAsk } from './search/ask.ts';
import type { Library } from './search/library.ts';
import { createMeaning, type Meaning } from './search/meaning/meaning.ts';
import { readVectors } from './search/meaning/vectors-file.ts';
import { createDeliveries } from './store/deliveries.ts';
import { createSubscriptions } from './store/subscriptions.ts';

/** The papers that ship with the bot. */
export const shippedLibrary = fileURLToPath(new URL('../data/papers.jsonl', import.meta.url));

/** The vectors that ship with the bot; `npm run train` makes others. */
export const shippedVectors = fileURLToPath(new URL('../data/vectors.bin', import.meta.url));

/** What texts mean, by the shipped vectors. @throws VectorsFileError when the file is broken */
export function shippedMeaning(): Meaning {
  return createMeaning(readVectors(shippedVectors));
}

/** What every way in shares; it knows no Slack and no terminal. */
export interface Paperboy {
  readonly library: Library;
  readonly ask: Ask;
}

export interface PaperboyOptions extends Omit<OpenLibraryOptions, 'vectors'> {
  /** File of word vectors; by default the shipped one. */
  readonly vectors?: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

/** ask() over a library of these files, indexed at once. @throws as readLibrary */
export function composePaperboy({ now, vectors = shippedVectors, ...options }: PaperboyOptions): Paperboy {
  const library = readLibrary({ ...options, vectors });
  return { library, ask: createAsk({ library, now }) };
}

/** The same; the index of large files comes from a snapshot. @throws as openLibrary */
export async function openPaperboy({ now, vectors = shippedVectors, ...options }: PaperboyOptions): Promise<Paperboy> {
  const library = await openLibrary({ ...options, vectors });
  return { library, ask: createAsk({ library, now }) };
}

/** For services: problems of a file go to the log, and do not stop the start. */
export function logFileProblems(logger: Logger): PaperboyOptions['onProblem'] {
  return ({ file, line, reason }) => logger.warn({ file, line, reason }, 'Line of a library file not used');
}

/** Digests as people handle them, and the worker that posts them once somebody says how. */
export interface DigestService {
  readonly digests: Digests;
  readonly workerFor: (post: DigestPost) => Worker;
}

export interface DigestServiceOptions extends Omit<WorkerDependencies, 'deliveries' | 'deliver' | 'timing'> {
  readonly paperboy: Paperboy;
  readonly timing?: Timing;
  /** When a source of papers last answered, in milliseconds since 1970-01-01 UTC; by default there is none. */
  readonly sourceRefreshedAt?: () => Promise<number | undefined>;
}

export function composeDigests({
  paperboy,
  timing = usualTiming,
  sourceRefreshedAt = async () => undefined,
  ...options
}: DigestServiceOptions): DigestService {
  const { store, logger, now, sleep } = options;
  const subscriptions = createSubscriptions(store);
  const deliveries = createDeliveries(store);
  const choose = createChoose({ ask: paperboy.ask, meaning: paperboy.library.meaning, now });
  const paperOf = paperboy.ask.paper;
  const untilAwake = (ms: number): Promise<void> => sleep(ms, new AbortController().signal);
  return {
    digests: createDigests({ subscriptions, deliveries, choose, now }),
    workerFor: (post) =>
      createWorker({
        ...options,
        timing,
        deliveries,
        deliver: createDeliver({
          ...{ deliveries, subscriptions, choose, paperOf, post, sourceRefreshedAt, logger, now, timing },
          sleep: untilAwake,
        }),
      }),
  };
}
