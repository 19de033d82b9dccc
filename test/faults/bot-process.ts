import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { composeDigests, composeQuestions, composeStatus } from '../../src/compose.ts';
import { composeReading } from '../../src/reading/reading-service.ts';
import { createAsk } from '../../src/search/ask.ts';
import { createLibrary } from '../../src/search/library.ts';
import { createSlackApp } from '../../src/slack/app.ts';
import { soundSleep } from '../../src/sources/sound-sleep.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createSkewedClock, type Skew } from './skewed-clock.ts';

// The bot over Socket Mode with a small library; the test of faults kills it while it answers.

/** What the process is started with, as JSON. */
export interface BotArguments {
  readonly databaseUrl: string | undefined;
  readonly stateDir: string;
  readonly slackApiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly skew: Skew;
}

const { databaseUrl, stateDir, slackApiUrl, botToken, appToken, skew }: BotArguments = JSON.parse(
  process.argv[2] ?? '',
);
// A question that was not kept is the one thing that a kill may lose: whoever watches hears of it.
const notKept = { write: (line: string): unknown => line.includes('Question not kept') && process.send?.('not kept') };
const logger = pino({ level: 'error' }, notKept);
const now = createSkewedClock(skew);
const library = createLibrary();
library.add([{ id: '2401.00001', title: 'Dropout', abstract: 'We study dropout.' }]);
const paperboy = { library, ask: createAsk({ library, now }), meaning: undefined };
const store = await openStore({ databaseUrl, stateDir, onConnectionError: () => undefined });
const clocks = { now, monotonicMs: () => performance.now(), sleep: soundSleep };
const digests = composeDigests({ paperboy, store, logger, ...clocks });
const app = createSlackApp({
  paperboy,
  digests,
  reading: composeReading({ paperboy, store, now }),
  status: composeStatus({ paperboy, store, digests, sources: async () => [] }),
  questions: composeQuestions({ store, logger, sleep: soundSleep }),
  transport: { mode: 'socket', appToken },
  access: { botToken },
  slackApiUrl,
  port: undefined,
  command: '/papers',
  logger,
  now,
  sleep,
});
// No bot outlives the run that watches it.
process.on('disconnect', () => process.exit());
await app.start();
process.send?.('at work');
