import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { composeDigests, composeQuestions } from '../../src/compose.ts';
import { appFromManifest, suggestionsFor } from '../../src/playground/app-from-manifest.ts';
import type { RunnableJob } from '../../src/playground/page/job-board.ts';
import { createPlaygroundPage } from '../../src/playground/page/page-routes.ts';
import { type SlackStandIn, startSlackStandIn } from '../../src/playground/stand-in/slack-stand-in.ts';
import { composeReading } from '../../src/reading/reading-service.ts';
import { createSlackApp } from '../../src/slack/app.ts';
import { soundSleep } from '../../src/sources/sound-sleep.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createPlainWorkspaces } from '../../src/store/plain-workspaces.ts';
import { shippedPaperboy, testNow } from './builders.ts';
import { statusOver } from './status.ts';

export interface Playground {
  readonly slack: SlackStandIn;
  stop(): Promise<void>;
}

/** The playground as `npm start` composes it, without a terminal and without waiting for a message a second. */
export async function startTestPlayground(jobs: readonly RunnableJob[] = []): Promise<Playground> {
  const app = appFromManifest(fileURLToPath(new URL('../../manifest.json', import.meta.url)), '/papers');
  const page = createPlaygroundPage({ suggestions: suggestionsFor(app), jobs });
  const slack = await startSlackStandIn({ app, page: page.handle, messagesPerSecond: { rate: 100, burst: 100 } });
  page.attach(slack);
  const paperboy = await shippedPaperboy();
  const stateDir = mkdtempSync(join(tmpdir(), 'paperboy-'));
  const store = await openStore({ databaseUrl: undefined, stateDir, onConnectionError: () => undefined });
  const logger = pino({ level: 'silent' });
  const clocks = { now: Date.now, monotonicMs: () => performance.now(), sleep: soundSleep };
  const digests = composeDigests({ paperboy, store, logger, ...clocks });
  const bot = createSlackApp({
    paperboy,
    digests,
    reading: composeReading({ paperboy, store, now: Date.now }),
    status: statusOver(store, { paperboy, digests }),
    questions: composeQuestions({ store, logger, sleep: soundSleep }),
    transport: { mode: 'socket', appToken: slack.appToken },
    access: { botToken: slack.botToken },
    slackApiUrl: slack.apiUrl,
    port: undefined,
    plainWorkspaces: createPlainWorkspaces(store),
    command: '/papers',
    logger,
    now: () => testNow,
    sleep: async () => undefined,
  });
  await bot.start();
  return {
    slack,
    async stop() {
      await bot.stop();
      await slack.until(() => slack.connections() === 0, 'the bot to disconnect');
      await slack.stop();
      await store.close();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
