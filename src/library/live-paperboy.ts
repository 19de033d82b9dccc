import type { Logger } from 'pino';
import { createAsk } from '../search/ask.ts';
import { noConditions } from '../search/filters.ts';
import { createMeaning } from '../search/meaning/create-meaning.ts';
import { EncoderFilesError, readEncoderFiles } from '../search/meaning/encoder-files.ts';
import { firstOf, type WritableVectors } from '../search/meaning/kept-vectors.ts';
import type { Meaning } from '../search/meaning/meaning.ts';
import { openEncoder, shippedEncoder } from '../search/meaning/open-encoder.ts';
import { createQuestionVectors, usualLimits } from '../search/meaning/question-vectors.ts';
import { openVectorsInFile, shippedPaperVectors, type VectorsInFile } from '../search/meaning/vectors-in-file.ts';
import { rememberAnswers } from '../search/recent-answers.ts';
import type { Follower } from '../sources/catch-up.ts';
import { encodedInDatabase } from './encode-in-database.ts';
import { createEncodePapers, type EncodePapers } from './encode-papers.ts';
import { type LiveLibraryOptions, openLiveLibrary } from './live-library.ts';
import type { Paperboy } from './open-paperboy.ts';
import { everythingFound } from './search-state.ts';
import { createStoredTopics, createStoredVectors } from './stored-vectors.ts';

/** A digest has ten papers; what comes out in two weeks in the largest categories of arXiv. */
const mostInWindow = 5_000;

/** ask() over the papers of files and of a store that it follows. */
export interface LivePaperboy extends Paperboy {
  readonly follower: Follower;
  /** PostgreSQL searches: its first index of many papers takes long, in which it answers from what it has. */
  readonly isInDatabase: boolean;
  /** Encodes the papers that come; undefined without an encoder. */
  readonly encodePapers: EncodePapers | undefined;
  /** Why papers are found by their words alone, with the cure. */
  readonly absence: string | undefined;
  /** Called once the library has caught up: keeps what was indexed for the next start, and takes the vectors that are kept. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

export interface LivePaperboyOptions extends Omit<LiveLibraryOptions, 'model'> {
  readonly logger: Logger;
  /** Resolves early, without an error, when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Of an encoder that does not run here: others on the same database may have one. */
function modelOfFiles(): string {
  try {
    return readEncoderFiles(shippedEncoder).sha256;
  } catch (error) {
    if (error instanceof EncoderFilesError) return '';
    throw error;
  }
}

/** What ships is kept like what was encoded: PostgreSQL finds papers by its own tables alone. */
async function keepShipped(shipped: VectorsInFile, stored: WritableVectors): Promise<void> {
  const keys = shipped.keys();
  const there = await stored.wholes(keys);
  await stored.put(await shipped.get(keys.filter((key) => !there.has(key))));
}

/** Opens the bot's library and its encoder. @throws as openLiveLibrary */
export async function openLivePaperboy(options: LivePaperboyOptions): Promise<LivePaperboy> {
  const { store, now, logger, sleep, monotonicMs } = options;
  const opened = await openEncoder({
    monotonicMs,
    onProblem: (problem) => logger.error({ problem }, 'Trouble with the sentence encoder'),
  });
  const encoder = opened.kind === 'ready' ? opened.encoder : undefined;
  const shipped = openVectorsInFile(shippedPaperVectors, 'read');
  const stored = createStoredVectors(store, now);
  const kept = firstOf([shipped, stored]);
  const {
    collection: library,
    memory,
    database,
    follower,
    keep,
    leftOut,
  } = await openLiveLibrary({ ...options, model: encoder?.model ?? modelOfFiles() });
  if (database !== undefined) await keepShipped(shipped, stored);
  const questions = createQuestionVectors({
    ...{ encoder, sleep, topics: createStoredTopics(store, now), limits: usualLimits },
  });
  let late = 0;
  const of: Meaning['of'] = async (pieces, asker) => {
    const asked = await questions.of(pieces, asker);
    if (asked.kind === 'late') late += 1;
    return asked;
  };
  const meaning = encoder && createMeaning({ of, hasWord: encoder.hasWord, kept });
  const inDatabase = database && encodedInDatabase(database, stored, now);
  const encoded = inDatabase?.library ?? memory;
  const encodePapers =
    encoder &&
    encoded &&
    createEncodePapers({
      ...{ encoder, library: encoded, kept: [shipped], vectors: inDatabase?.vectors ?? stored },
      ...{ logger, monotonicMs, sleep },
    });
  return {
    ...{ library, meaning, encodePapers, isInDatabase: memory === undefined },
    absence: opened.kind === 'absent' ? opened.reason : undefined,
    ask: rememberAnswers(createAsk({ library, meaning, now }), { library, now }),
    follower: {
      change: follower.change,
      async take(changed) {
        await follower.take(changed);
        encodePapers?.wake();
      },
    },
    async caughtUp() {
      // In a thread of its own: nobody waits for it.
      keep().catch((err: unknown) => logger.warn({ err }, 'The index is not kept; the next start makes it anew'));
      await encodePapers?.setKept();
    },
    async encodeSince(day) {
      const papers =
        inDatabase === undefined
          ? (await library.list({ ...noConditions, since: day }, 'new', mostInWindow)).papers
          : await inDatabase.take(day, mostInWindow);
      await encodePapers?.encodeNow(papers);
    },
    async searchState() {
      const progress = encodePapers?.progress();
      const { missing, secondsLeft } = progress ?? everythingFound;
      const papersPerSecond = progress?.papersPerSecond ?? 0;
      const absence = opened.kind === 'absent' ? opened.reason : encoder?.failure;
      const others = { absence, late, leftOut: await leftOut(), searchedBy: database?.way ?? 'memory' } as const;
      if (database === undefined) return { ...others, missing, secondsLeft };
      const inAll = await database.search.unencodedCount();
      return { ...others, missing: inAll, secondsLeft: papersPerSecond > 0 ? inAll / papersPerSecond : undefined };
    },
    async stop() {
      await encodePapers?.stop();
      await encoder?.close();
      shipped.close();
    },
  };
}
