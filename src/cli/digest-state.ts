import { pino } from 'pino';
import { composeDigests, type DigestService, openPaperboy, type Paperboy, shippedLibrary } from '../compose.ts';
import { readConfig } from '../config.ts';
import type { Digests } from '../digests/digests.ts';
import { createCatchUp } from '../sources/catch-up.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { createPapers } from '../store/papers.ts';
import { soundSleep } from '../wait.ts';
import { type CommandContext, writeProblems } from './command.ts';

/** What the bot knows and keeps. */
export interface State {
  readonly paperboy: Paperboy;
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
  const paperboy = await openPaperboy({
    files: [shippedLibrary, ...libraryFiles],
    snapshotDir: state.stateDir,
    now,
    onProblem: (problem) => writeProblems(stderr, [problem]),
  });
  const store = await openStore({
    ...state,
    onConnectionError: (error) => stderr.write(`Connection to the database lost: ${error.message}\n`),
  });
  try {
    // Papers that sources brought are in the store alone.
    const { library } = paperboy;
    await createCatchUp({
      papers: createPapers(store),
      add: (paper) => library.add([paper]),
      known: library.get,
      monotonicMs: () => performance.now(),
    })();
    const service = composeDigests({
      paperboy,
      store,
      logger: pino({ level: 'silent' }),
      now,
      monotonicMs: () => performance.now(),
      sleep: soundSleep,
    });
    return await use({ paperboy, store, service });
  } finally {
    await store.close();
  }
}
