import { pino } from 'pino';
import { composeDigests, openPaperboy, shippedLibrary } from '../compose.ts';
import { readConfig } from '../config.ts';
import type { Digests } from '../digests/digests.ts';
import { openStore } from '../store/open-store.ts';
import { soundSleep } from '../wait.ts';
import { type CommandContext, writeProblems } from './command.ts';

/**
 * Opens the bot's own state, as its environment names it, beside a bot that may be running.
 *
 * @throws ConfigError or StoreError, whose sentences name the cure
 */
export async function withDigests<Result>(
  { env, stderr, now }: CommandContext,
  use: (digests: Digests) => Promise<Result>,
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
    const service = composeDigests({
      paperboy,
      store,
      logger: pino({ level: 'silent' }),
      now,
      monotonicMs: () => performance.now(),
      sleep: soundSleep,
    });
    return await use(service.digests);
  } finally {
    await store.close();
  }
}
