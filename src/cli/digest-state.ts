import { pino } from 'pino';
import { composeDigests, composeSources, type DigestService, type SourceService } from '../compose.ts';
import { readConfig } from '../config.ts';
import { type LivePaperboy, openLivePaperboy } from '../library/live-paperboy.ts';
import { shippedLibrary } from '../library/open-paperboy.ts';
import { createCatchUp } from '../sources/catch-up.ts';
import { soundSleep } from '../sources/sound-sleep.ts';
import type { SourceName } from '../sources/source.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { createPapers } from '../store/papers.ts';
import { type CommandContext, writeProblems } from './command.ts';

/** What the bot knows and keeps. */
export interface State {
  readonly paperboy: LivePaperboy;
  readonly store: Store;
  readonly service: DigestService;
  /** The sources of the configuration, or these. */
  readonly sourcesNamed: (names?: readonly SourceName[]) => SourceService;
}

/**
 * Opens the bot's own state, as its environment names it, beside a bot that may be running.
 *
 * @throws ConfigError or StoreError, whose sentences name the cure
 */
export async function withState<Result>(
  { env, stderr, now, sleep }: CommandContext,
  use: (state: State) => Promise<Result>,
): Promise<Result> {
  const { state, libraryFiles, sources } = readConfig(env);
  const store = await openStore({
    ...state,
    onConnectionError: (error) => stderr.write(`Connection to the database lost: ${error.message}\n`),
  });
  const logger = pino({ level: 'silent' });
  const clocks = { now, monotonicMs: () => performance.now(), sleep: soundSleep };
  let paperboy: LivePaperboy | undefined;
  try {
    paperboy = await openLivePaperboy({
      ...{ store, logger, ...clocks },
      files: [shippedLibrary, ...libraryFiles],
      storeName: state.databaseUrl ?? 'sqlite',
      stateDir: state.stateDir,
      onProblem: (problem) => writeProblems(stderr, [problem]),
    });
    // Papers that sources brought are in the store alone.
    await createCatchUp({ papers: createPapers(store), follower: paperboy.follower })();
    await paperboy.caughtUp();
    const { follower } = paperboy;
    const service = composeDigests({ paperboy, store, logger, ...clocks });
    const sourcesNamed = (names = sources.names): SourceService =>
      composeSources({
        ...{ follower, store, logger, ...clocks, random: Math.random, settings: { ...sources, names } },
        // What a person waits for between requests.
        sleep,
      });
    return await use({ paperboy, store, service, sourcesNamed });
  } finally {
    await paperboy?.stop();
    await store.close();
  }
}
