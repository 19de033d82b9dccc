import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { appFromManifest } from '../../src/playground/app-from-manifest.ts';
import { type SlackStandIn, startSlackStandIn } from '../../src/playground/stand-in/slack-stand-in.ts';
import { createSlackApp } from '../../src/slack/app.ts';
import { shippedPaperboy, testNow } from '../support/builders.ts';
import { nthPosted } from '../support/posted.ts';
import { statusOver } from '../support/status.ts';
import { aStore, digestsOver, questionsOver } from '../support/store.ts';

const manifest = fileURLToPath(new URL('../../manifest.json', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** The bot in HTTP mode, with Slack's stand-in posting signed requests to it. */
async function openHttpWorkspace(): Promise<{ slack: SlackStandIn; url: string }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const slack = await startSlackStandIn({
    eventsUrl: `${url}/slack/events`,
    messagesPerSecond: { rate: 100, burst: 100 },
    app: appFromManifest(manifest, '/papers'),
  });
  const paperboy = await shippedPaperboy();
  const store = await aStore();
  const digests = digestsOver(store, { paperboy, now: () => testNow });
  const app = createSlackApp({
    paperboy,
    digests,
    status: statusOver(store, { paperboy, digests }),
    questions: questionsOver(store),
    transport: { mode: 'http', signingSecret: slack.signingSecret },
    botToken: slack.botToken,
    slackApiUrl: slack.apiUrl,
    port,
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
  return { slack, url };
}

test('over HTTP the same app answers commands, mentions and buttons, and passes Slack’s challenge', async () => {
  const { slack } = await openHttpWorkspace();
  const ada = slack.people.as('ada');

  const isVerified = await slack.verifyEventsUrl();
  await ada.command('general', '/papers massive activations');
  const answer = await nthPosted(slack, 'general', 1);
  await ada.click(answer.ref, 'paper_similar');
  await nthPosted(slack, 'general', 2);
  await ada.mention('general', 'dropout');
  const inThread = await nthPosted(slack, 'general', 3);

  expect(isVerified).toBe(true);
  expect(answer.links[0]?.url).toBe('https://arxiv.org/abs/2402.17762');
  expect(inThread.thread).toBeDefined();
});

test('a request with a wrong or stale signature is refused', async () => {
  const { slack, url } = await openHttpWorkspace();
  const body = 'command=%2Fpapers&text=dropout&response_url=http%3A%2F%2F127.0.0.1%3A1%2F';
  const post = (secret: string, seconds: number) =>
    fetch(`${url}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(seconds),
        'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`,
      },
    });
  const nowSeconds = Math.floor(Date.now() / 1_000);

  const wrong = await post('another secret', nowSeconds);
  const stale = await post(slack.signingSecret, nowSeconds - 600);

  expect(wrong.status).toBe(401);
  expect(stale.status).toBe(401);
});

test('health checks answer beside Slack’s requests', async () => {
  const { url } = await openHttpWorkspace();

  const [alive, ready] = await Promise.all([fetch(`${url}/healthz`), fetch(`${url}/readyz`)]);

  expect([alive.status, ready.status]).toEqual([200, 200]);
  expect(await ready.json()).toEqual({
    ...{ ready: true, index: { papers: 119 }, store: 'reachable', slack: 'connected', sources: {} },
  });
});

test('metrics for Prometheus are on the same port', async () => {
  const { url } = await openHttpWorkspace();

  const metrics = await fetch(`${url}/metrics`);

  expect(metrics.headers.get('content-type')).toContain('version=0.0.4');
  expect(await metrics.text()).toContain('# TYPE paperboy_library_papers gauge\npaperboy_library_papers 119\n');
});
