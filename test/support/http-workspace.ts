import { createHmac } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { appFromManifest } from '../../src/playground/app-from-manifest.ts';
import { type SlackStandIn, startSlackStandIn } from '../../src/playground/stand-in/slack-stand-in.ts';
import { composeReading } from '../../src/reading/reading-service.ts';
import { createSlackApp } from '../../src/slack/app.ts';
import type { SlackApp } from '../../src/slack/connection/open-app.ts';
import type { Store } from '../../src/store/open-store.ts';
import { freePort } from '../playground/stand-in/support.ts';
import { shippedPaperboy, testNow } from './builders.ts';
import { signedHttp } from './signed-http.ts';
import { statusOver } from './status.ts';
import { aStore, digestsOver, questionsOver } from './store.ts';

const manifest = fileURLToPath(new URL('../../manifest.json', import.meta.url));

export interface HttpWorkspace {
  readonly slack: SlackStandIn;
  readonly app: SlackApp;
  /** Where the bot listens. */
  readonly url: string;
}

/** The bot in HTTP mode, with Slack's stand-in posting signed requests to it. */
export async function openHttpWorkspace(store?: Store, metricsHost = '127.0.0.1'): Promise<HttpWorkspace> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const slack = await startSlackStandIn({
    transport: signedHttp(`${url}/slack/events`),
    messagesPerSecond: { rate: 100, burst: 100 },
    app: appFromManifest(manifest, '/papers'),
  });
  const paperboy = await shippedPaperboy();
  const kept = store ?? (await aStore());
  const digests = digestsOver(kept, { paperboy, now: () => testNow });
  const app = createSlackApp({
    paperboy,
    digests,
    reading: composeReading({ paperboy, store: kept, now: () => testNow }),
    status: statusOver(kept, { paperboy, digests }),
    questions: questionsOver(kept),
    transport: { mode: 'http', signingSecret: slack.signingSecret },
    access: { botToken: slack.botToken },
    slackApiUrl: slack.apiUrl,
    port,
    metricsHost,
    command: '/papers',
    logger: pino({ level: 'silent' }),
    now: () => testNow,
    sleep: async () => undefined,
  });
  await app.start();
  onTestFinished(async () => {
    await app.stop();
    await slack.stop();
  });
  return { slack, app, url };
}

/** A request as Slack signs it, now by default. */
export function signedPost(
  url: string,
  body: string,
  {
    secret,
    type = 'application/json',
    seconds = Math.floor(Date.now() / 1_000),
  }: {
    readonly secret: string;
    readonly type?: string;
    readonly seconds?: number;
  },
): Promise<Response> {
  return fetch(`${url}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`,
    },
  });
}
