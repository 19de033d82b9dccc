import { fileURLToPath } from 'node:url';
import { type DestinationStream, pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Paperboy } from '../../src/compose.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { appFromManifest } from '../../src/playground/app-from-manifest.ts';
import type { AppOptions } from '../../src/playground/stand-in/app-options.ts';
import {
  type SlackStandIn,
  type SlackStandInOptions,
  startSlackStandIn,
} from '../../src/playground/stand-in/slack-stand-in.ts';
import { createAsk } from '../../src/search/ask.ts';
import { createSlackApp, type SlackApp } from '../../src/slack/app.ts';
import type { SourcesStatus } from '../../src/sources/status.ts';
import type { Store } from '../../src/store/open-store.ts';
import { libraryOf, shippedPaperboy, testNow } from './builders.ts';
import { statusOver } from './status.ts';
import { aStore, digestsOver, type TestDigests } from './store.ts';

const manifest = fileURLToPath(new URL('../../manifest.json', import.meta.url));

export function paperboyWith(papers: readonly Paper[]): Paperboy {
  const library = libraryOf(papers);
  return { library, ask: createAsk({ library, now: () => testNow }) };
}

export interface SlackWorkspaceOptions {
  readonly paperboy?: Paperboy;
  /** How the sources are doing; by default there are none. */
  readonly sources?: SourcesStatus;
  /** By default an empty one. */
  readonly store?: Store;
  readonly app?: Partial<AppOptions>;
  readonly standIn?: Partial<SlackStandInOptions>;
}

/** A stand-in for Slack with the bot connected to it, both stopped when the test ends. */
export interface SlackWorkspace {
  readonly slack: SlackStandIn;
  readonly app: SlackApp;
  /** Log lines so far, parsed. */
  readonly logs: readonly Record<string, unknown>[];
  /** Milliseconds the bot was told to wait for, in order; it does not really wait. */
  readonly waits: readonly number[];
  readonly digests: TestDigests;
  /** The bot's clock: testNow until a test moves it. */
  readonly clock: { now: number };
  /** Stops the bot and starts another one on the same workspace: nothing in memory survives. */
  restart(): Promise<SlackApp>;
}

export async function openSlackWorkspace(options: SlackWorkspaceOptions = {}): Promise<SlackWorkspace> {
  const slack = await startSlackStandIn({
    // Tests that are not about the pace of one message a second may write faster.
    messagesPerSecond: { rate: 100, burst: 100 },
    ...options.standIn,
    app: { ...appFromManifest(manifest, '/papers'), ...options.app },
  });
  const logs: Record<string, unknown>[] = [];
  const waits: number[] = [];
  const destination: DestinationStream = { write: (line) => void logs.push(JSON.parse(line)) };
  const logger = pino({ level: 'debug' }, destination);
  const clock = { now: testNow };
  const paperboy = options.paperboy ?? shippedPaperboy();
  const store = options.store ?? (await aStore());
  const { sources } = options;
  const sourcesStatus = sources === undefined ? {} : { sourcesStatus: sources };
  const digests = digestsOver(store, { paperboy, logger, now: () => clock.now, ...sourcesStatus });
  const status = statusOver(store, { paperboy, digests, ...(sources !== undefined && { sources }) });
  const start = async (): Promise<SlackApp> => {
    const app = createSlackApp({
      paperboy,
      digests,
      status,
      transport: { mode: 'socket', appToken: slack.appToken },
      botToken: slack.botToken,
      slackApiUrl: slack.apiUrl,
      port: undefined,
      command: '/papers',
      logger,
      now: () => clock.now,
      sleep: async (ms) => void waits.push(ms),
    });
    await app.start();
    return app;
  };
  const stopApp = async (running: SlackApp): Promise<void> => {
    await running.stop();
    await slack.until(() => slack.connections() === 0, 'the bot to disconnect');
  };
  let app = await start();
  onTestFinished(async () => {
    await stopApp(app);
    await slack.stop();
  });
  return {
    slack,
    app,
    logs,
    waits,
    digests,
    clock,
    async restart() {
      await stopApp(app);
      app = await start();
      return app;
    },
  };
}
