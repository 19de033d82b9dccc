import { pino } from 'pino';
import { composeDigests, type DigestService } from '../compose.ts';
import { readConfig } from '../config.ts';
import type { Digests } from '../digests/digests.ts';
import { type LivePaperboy, openLivePaperboy } from '../library/live-paperboy.ts';
import { shippedLibrary } from '../library/open-paperboy.ts';
import { createCatchUp } from '../sources/catch-up.ts';
import { soundSleep } from '../sources/sound-sleep.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { createPapers } from '../store/papers.ts';
import { type CommandContext, writeProblems } from './command.ts';

/** What the bot knows and keeps. */
export interface State {
  readonly paperboy: LivePaperboy;
  readonly store: Store;
  readonly service: DigestService;
}

/** As withState, for whoever needs no more than the digests. */
export async function withDigests<Result>(
  context: CommandContext,
  use: (digests: Digests) => Promise<Result>,
): Promise<Result> {
  return withState(context, ({ service }) => use(service.digests));
}

/**
 * Opens the bot's own state, as its environment names it, beside a bot that may be running.
 *
 * @throws ConfigError or StoreError, whose sentences name the cure
 */
export async function withState<Result>(
  { env, stderr, now }: CommandContext,
  use: (state: State) => Promise<Result>,
): Promise<Result> {
  const { state, libraryFiles } = readConfig(env);
  const store = await openStore({
    ...state,
    onConnectionError: (error) => stderr.write(`Connection to the database lost: ${error.message}\n`),
  });
  const logger = pino({ level: 'silent' });
  let paperboy: LivePaperboy | undefined;
  try {
    paperboy = await openLivePaperboy({
      ...{ store, now, logger, sleep: soundSleep },
      files: [shippedLibrary, ...libraryFiles],
      storeName: state.databaseUrl ?? 'sqlite',
      stateDir: state.stateDir,
      monotonicMs: () => performance.now(),
      onProblem: (problem) => writeProblems(stderr, [problem]),
    });
    // Papers that sources brought are in the store alone.
    await createCatchUp({ papers: createPapers(store), follower: paperboy.follower })();
    await paperboy.caughtUp();
    const service = composeDigests({
      paperboy,
      store,
      logger,
      now,
      monotonicMs: () => performance.now(),
      sleep: soundSleep,
    });
    return await use({ paperboy, store, service });
  } finally {
    await paperboy?.stop();
    await store.close();
  }
}
