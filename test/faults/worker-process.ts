import { setTimeout as sleep } from 'node:timers/promises';
import { LogLevel, WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { composeDigests } from '../../src/compose.ts';
import type { Timing } from '../../src/digests/deliver.ts';
import { createAsk } from '../../src/search/ask.ts';
import { createLibrary } from '../../src/search/library.ts';
import { createTimedFetch } from '../../src/slack/connection/timed-fetch.ts';
import { createCards } from '../../src/slack/delivery/cards.ts';
import { createDigestPost } from '../../src/slack/delivery/digest-post.ts';
import { soundSleep } from '../../src/sources/sound-sleep.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createSkewedClock, type Skew } from './skewed-clock.ts';

// One worker as the bot runs it, with shorter times; the test of faults kills and freezes it.

/** What the process is started with, as JSON. */
export interface WorkerArguments {
  readonly databaseUrl: string | undefined;
  readonly stateDir: string;
  readonly slackApiUrl: string;
  readonly botToken: string;
  readonly timing: Timing;
  readonly callTimeoutMs: number;
  readonly skew: Skew;
}

const { databaseUrl, stateDir, slackApiUrl, botToken, timing, callTimeoutMs, skew }: WorkerArguments = JSON.parse(
  process.argv[2] ?? '',
);
const logger = pino({ level: 'fatal' });
const now = createSkewedClock(skew);
const library = createLibrary();
library.add(
  Array.from({ length: 10 }, (_, index) => ({
    id: `2401.0000${index}`,
    title: `Paper ${index}`,
    abstract: 'We study it.',
  })),
);
const store = await openStore({ databaseUrl, stateDir, onConnectionError: () => undefined });
const { workerFor } = composeDigests({
  paperboy: { library, ask: createAsk({ library, now }), meaning: undefined },
  store,
  logger,
  now,
  monotonicMs: () => performance.now(),
  sleep: soundSleep,
  timing,
});
const client = new WebClient(botToken, {
  slackApiUrl,
  timeout: callTimeoutMs,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  fetch: createTimedFetch(callTimeoutMs),
  // Each fault would be a line.
  logLevel: LogLevel.ERROR,
});
// No worker outlives the run that watches it.
process.on('disconnect', () => process.exit());
// Plain: a digest of cards is one message, and threads are what may go wrong.
const cards = createCards({ plainWorkspaces: undefined, logger, now });
const workspaces = { clientOf: async () => client, toAsk: () => [undefined] };
const post = createDigestPost({
  ...{ workspaces, command: '/papers', logger, sleep, cards },
  languageOf: async () => 'English',
});
workerFor(post).start();
process.send?.('at work');
