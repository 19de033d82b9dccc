import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { composeDigests, type DigestService, type Paperboy } from '../../src/compose.ts';
import type { DigestPost } from '../../src/digests/digest-post.ts';
import type { Worker } from '../../src/digests/worker.ts';
import type { SourcesStatus } from '../../src/sources/status.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';

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

export function digestsOver(
  store: Store,
  {
    paperboy,
    now,
    logger = pino({ level: 'silent' }),
    sourcesStatus = async () => [],
  }: {
    readonly paperboy: Paperboy;
    readonly now: () => number;
    readonly logger?: pino.Logger;
    readonly sourcesStatus?: SourcesStatus;
  },
): TestDigests {
  const workers: Worker[] = [];
  const service = composeDigests({
    paperboy,
    store,
    logger,
    now,
    sourcesStatus,
    monotonicMs: () => performance.now(),
    sleep: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
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
