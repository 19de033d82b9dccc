import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { composeDigests, composeQuestions, type DigestService, type QuestionService } from '../../src/compose.ts';
import type { DigestPost } from '../../src/digests/digest-post.ts';
import type { Polling } from '../../src/digests/polling.ts';
import type { Worker } from '../../src/digests/worker.ts';
import type { Paperboy } from '../../src/library/open-paperboy.ts';
import type { SourcesStatus } from '../../src/sources/status.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import type { Summaries } from '../../src/summaries/summaries.ts';

/** A folder that is gone when the test ends. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An empty SQLite store, closed and removed when the test ends. */
export async function aStore(stateDir: string = aFolder()): Promise<Store> {
  const store = await openStore({
    databaseUrl: undefined,
    stateDir,
    onConnectionError: (error) => {
      throw error;
    },
  });
  onTestFinished(() => store.close());
  return store;
}

/** Digests whose worker stands still between the passes that a test asks for. */
export interface TestDigests extends DigestService {
  /** Plans and posts what is due by the clock of the test. */
  pass(): Promise<void>;
}

function untilAborted(_: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

export function digestsOver(
  store: Store,
  {
    paperboy,
    now,
    logger = pino({ level: 'silent' }),
    sourcesStatus = async () => [],
    summaries,
  }: {
    readonly paperboy: Paperboy;
    readonly now: () => number;
    readonly logger?: pino.Logger;
    readonly sourcesStatus?: SourcesStatus;
    readonly summaries?: Summaries | undefined;
  },
): TestDigests {
  const workers: Worker[] = [];
  const service = composeDigests({
    paperboy,
    store,
    logger,
    now,
    sourcesStatus,
    summaries,
    monotonicMs: () => performance.now(),
    sleep: untilAborted,
  });
  return {
    ...service,
    workerFor(post: DigestPost) {
      const worker = service.workerFor(post);
      workers.push(worker);
      return worker;
    },
    async pass() {
      await workers.at(-1)?.pass();
    },
  };
}

/** Questions whose recovery stands still after its first pass, between those that a test asks for. */
export interface TestQuestions extends QuestionService {
  /** Answers what nobody holds any more by the clock of the test. */
  recover(): Promise<void>;
}

export function questionsOver(store: Store, logger: pino.Logger = pino({ level: 'silent' })): TestQuestions {
  const passes: (() => Promise<void>)[] = [];
  const service = composeQuestions({ store, logger, sleep: untilAborted });
  return {
    ...service,
    pollingOf(pass): Polling {
      passes.push(pass);
      return service.pollingOf(pass);
    },
    async recover() {
      await passes.at(-1)?.();
    },
  };
}
