import { fileURLToPath } from 'node:url';
import { type DestinationStream, type Logger, pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { StatusService } from '../../src/compose.ts';
import type { MemoryPaperboy, Paperboy } from '../../src/library/open-paperboy.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { appFromManifest } from '../../src/playground/app-from-manifest.ts';
import type { AppOptions } from '../../src/playground/stand-in/app-options.ts';
import {
  type SlackStandIn,
  type SlackStandInOptions,
  startSlackStandIn,
} from '../../src/playground/stand-in/slack-stand-in.ts';
import { composeReading, type ReadingService } from '../../src/reading/reading-service.ts';
import { createAsk } from '../../src/search/ask.ts';
import { createSlackApp } from '../../src/slack/app.ts';
import type { SlackApp } from '../../src/slack/connection/open-app.ts';
import type { LookUp } from '../../src/sources/look-up.ts';
import type { SourcesStatus } from '../../src/sources/status.ts';
import { shortError } from '../../src/status/short-logs.ts';
import { createTrail } from '../../src/status/trail.ts';
import type { Store } from '../../src/store/open-store.ts';
import { createPlainWorkspaces } from '../../src/store/plain-workspaces.ts';
import type { Summaries } from '../../src/summaries/summaries.ts';
import { libraryOf, shippedPaperboy, testNow } from './builders.ts';
import { statusOver } from './status.ts';
import { aStore, digestsOver, questionsOver, type TestDigests, type TestQuestions } from './store.ts';

const manifest = fileURLToPath(new URL('../../manifest.json', import.meta.url));

export function paperboyWith(papers: readonly Paper[]): MemoryPaperboy {
  const library = libraryOf(papers);
  return {
    ...{ library, ask: createAsk({ library, now: () => testNow }), meaning: undefined },
    ...{ absence: 'These papers were not encoded.', close: async () => undefined },
  };
}

export interface SlackWorkspaceOptions {
  readonly paperboy?: Paperboy;
  /** How the sources are doing; by default there are none. */
  readonly sources?: SourcesStatus;
  /** Where papers are looked up that the library does not hold; by default nowhere. */
  readonly lookUp?: LookUp;
  /** By default an empty one. */
  readonly store?: Store;
  readonly app?: Partial<AppOptions>;
  readonly standIn?: Partial<SlackStandInOptions>;
  /** A model that writes summaries, over the bot's store and clock; by default there is none. */
  readonly summaries?: (parts: {
    readonly store: Store;
    readonly logger: Logger;
    readonly now: () => number;
  }) => Summaries;
  /** Cards where Slack takes them; by default none, and every message is plain. */
  readonly showsCards?: boolean;
  readonly showsWorkObjects?: boolean;
  /** How long the bot waits for an answer of Slack. */
  readonly timeoutMs?: number;
}

/** An app that hears of messages in channels as well gets two events for a mention, in the order that FIRST_EVENT says. */
function eventsOf({
  events = [],
}: AppOptions): Required<Pick<AppOptions, 'events'> & Pick<SlackStandInOptions, 'firstEvent'>> {
  const firstEvent = process.env['FIRST_EVENT'] === 'app_mention' ? 'app_mention' : 'message';
  return { events: [...events, 'message.channels'], firstEvent };
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
  readonly questions: TestQuestions;
  readonly status: StatusService;
  readonly store: Store;
  readonly reading: ReadingService;
  /** The bot's clock: testNow until a test moves it. */
  readonly clock: { now: number };
  /** Stops the bot and starts another one on the same workspace: nothing in memory survives. */
  restart(): Promise<SlackApp>;
}

export async function openSlackWorkspace(options: SlackWorkspaceOptions = {}): Promise<SlackWorkspace> {
  const app = appFromManifest(manifest, '/papers');
  const { events, firstEvent } = eventsOf(app);
  const slack = await startSlackStandIn({
    firstEvent,
    // Tests that are not about the pace of one message a second may write faster.
    messagesPerSecond: { rate: 100, burst: 100 },
    ...options.standIn,
    app: { ...app, events, ...options.app },
  });
  const logs: Record<string, unknown>[] = [];
  const waits: number[] = [];
  const destination: DestinationStream = { write: (line) => void logs.push(JSON.parse(line)) };
  const trail = createTrail();
  const mixin = () => (trail.current() === undefined ? {} : { request: trail.current() });
  const logger = pino({ level: 'debug', serializers: { err: shortError }, mixin }, destination);
  const clock = { now: testNow };
  const paperboy = options.paperboy ?? (await shippedPaperboy());
  const store = options.store ?? (await aStore());
  const { sources } = options;
  const sourcesStatus = sources === undefined ? {} : { sourcesStatus: sources };
  const summaries = options.summaries?.({ store, logger, now: () => clock.now });
  const digests = digestsOver(store, { paperboy, logger, now: () => clock.now, summaries, ...sourcesStatus });
  const now = (): number => clock.now;
  const status = statusOver(store, { paperboy, digests, summaries, now, ...(sources !== undefined && { sources }) });
  const questions = questionsOver(store, logger);
  const reading = composeReading({ paperboy, store, now: () => clock.now });
  const start = async (): Promise<SlackApp> => {
    const app = createSlackApp({
      paperboy,
      digests,
      reading,
      status,
      questions,
      summaries,
      transport: { mode: 'socket', appToken: slack.appToken },
      access: { botToken: slack.botToken },
      slackApiUrl: slack.apiUrl,
      port: undefined,
      command: '/papers',
      trail,
      ...(options.lookUp !== undefined && { lookUp: options.lookUp }),
      showsWorkObjects: options.showsWorkObjects === true,
      ...(options.showsCards === true && { plainWorkspaces: createPlainWorkspaces(store) }),
      ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
      logger,
      now: () => clock.now,
      sleep: async (ms) => void waits.push(ms),
    });
    await app.start();
    return app;
  };
  const stopApp = async (bot: SlackApp): Promise<void> => {
    await bot.stop();
    await slack.until(() => slack.connections() === 0, 'the bot to disconnect');
  };
  let running = await start();
  onTestFinished(async () => {
    await stopApp(running);
    await slack.stop();
  });
  return {
    slack,
    app: running,
    logs,
    waits,
    digests,
    questions,
    status,
    reading,
    store,
    clock,
    async restart() {
      await stopApp(running);
      running = await start();
      return running;
    },
  };
}
