import { type AddressInfo, createServer } from 'node:net';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createSlackApp, type SlackAppOptions } from '../../src/slack/app.ts';
import type { SlackApp } from '../../src/slack/connection/open-app.ts';
import { SlackStartError } from '../../src/slack/connection/start-errors.ts';
import { createFigures } from '../../src/status/figures.ts';
import { freePort } from '../playground/stand-in/support.ts';
import { mockHttp, nockThrough } from '../support/http-mock.ts';
import { paperboyWith } from '../support/slack-workspace.ts';

const origin = 'http://slack.test';

/** These tests never come to a digest. */
const notCalled = (): never => {
  throw new Error('no digest here');
};
const noDigests: SlackAppOptions['digests'] = {
  digests: {
    subscribe: notCalled,
    change: notCalled,
    pause: notCalled,
    resume: notCalled,
    snooze: notCalled,
    remove: notCalled,
    removed: notCalled,
    restore: notCalled,
    get: notCalled,
    report: notCalled,
    in: notCalled,
    all: notCalled,
    madeBy: notCalled,
    getOwn: notCalled,
    removedOwn: notCalled,
    damaged: notCalled,
    postedAs: notCalled,
    preview: notCalled,
    upcoming: notCalled,
    runNow: notCalled,
    runDate: notCalled,
  },
  wouldLeaveOut: notCalled,
  pickFor: notCalled,
  doubts: { ofTopics: notCalled, ofPlace: notCalled },
  channels: { closed: notCalled, opened: notCalled, moved: notCalled },
  accessOf: () => ({ lost: notCalled, back: notCalled, check: notCalled }),
  workerFor: () => ({ start: () => undefined, stop: async () => undefined, pass: async () => undefined }),
};

const noReading: SlackAppOptions['reading'] = {
  browse: notCalled,
  forget: { person: notCalled, workspace: notCalled, countOf: notCalled },
  follows: {
    ...{ followPaper: notCalled, followAuthor: notCalled, papersBy: notCalled, stop: notCalled, mine: notCalled },
  },
  list: {
    ...{ save: notCalled, unsave: notCalled, restore: notCalled, markRead: notCalled, markUnread: notCalled },
    ...{ mine: notCalled, ofChannel: notCalled },
  },
  links: {
    ...{ share: notCalled, forget: notCalled, elsewhere: notCalled },
    ...{ areOff: notCalled, switchOff: notCalled, switchOn: notCalled },
  },
};

const noQuestions: SlackAppOptions['questions'] = {
  questions: {
    ...{ keep: notCalled, claim: notCalled, answerOf: notCalled, markPosting: notCalled, release: notCalled },
    ...{ leaveUnclear: notCalled, finish: notCalled, forgetOld: notCalled },
  },
  shownLists: { add: notCalled, of: notCalled },
  pollingOf: () => ({ signal: AbortSignal.abort(), start: () => undefined, stop: async () => undefined }),
};

const noStatus: SlackAppOptions['status'] = {
  report: notCalled,
  sources: notCalled,
  figures: createFigures(),
  monitoring: {
    readiness: async (isConnected) => ({
      ...{ ready: isConnected, index: { papers: 0 }, store: 'reachable', sources: {} },
      slack: isConnected ? 'connected' : 'not connected',
    }),
    metrics: notCalled,
  },
};

function anApp(sleep: (ms: number) => Promise<void>, changes: Partial<SlackAppOptions> = {}): SlackApp {
  return createSlackApp({
    paperboy: paperboyWith([]),
    digests: noDigests,
    reading: noReading,
    status: noStatus,
    questions: noQuestions,
    transport: { mode: 'socket', appToken: 'xapp-test' },
    access: { botToken: 'xoxb-test' },
    slackApiUrl: `${origin}/api/`,
    port: undefined,
    command: '/papers',
    logger: pino({ level: 'silent' }),
    now: () => 0,
    sleep,
    ...changes,
  });
}

test('a bad bot token fails the start in one sentence that names the variable and where to get another', async () => {
  mockHttp(origin).post('/api/auth.test').reply(200, { ok: false, error: 'invalid_auth' });

  const start = anApp(async () => undefined).start();

  await expect(start).rejects.toThrow(SlackStartError);
  await expect(start).rejects.toThrow(
    /^Slack does not accept SLACK_BOT_TOKEN \(invalid_auth\)\. Copy it anew from your app/,
  );
});

test.each([
  'invalid_auth',
  'missing_scope',
  'not_allowed_token_type',
  'token_revoked',
  'team_disabled',
  'forbidden_team',
])('an app token that Slack refuses with %s fails the start likewise, with the cure', async (error) => {
  mockHttp(origin)
    .post('/api/auth.test')
    .reply(200, { ok: true, user_id: 'U1', bot_id: 'B1', team_id: 'T1' })
    .post('/api/apps.connections.open')
    .reply(200, { ok: false, error });

  const start = anApp(async () => undefined).start();

  await expect(start).rejects.toThrow(SlackStartError);
  await expect(start).rejects.toThrow(`Slack does not accept SLACK_APP_TOKEN (${error}). Copy it anew`);
});

test('while Slack cannot be reached the bot goes on trying, waiting longer each time', async () => {
  mockHttp(origin)
    .post('/api/auth.test')
    .replyWithError('connect ECONNREFUSED')
    .post('/api/auth.test')
    .reply(503, 'unavailable')
    .post('/api/auth.test')
    .reply(200, { ok: false, error: 'account_inactive' });
  const waits: number[] = [];

  const start = anApp(async (ms) => void waits.push(ms)).start();

  await expect(start).rejects.toThrow('account_inactive');
  expect(waits).toEqual([1_000, 2_000]);
});

test('while Slack is down the bot is alive but not ready, and can be stopped', async () => {
  mockHttp(origin).post('/api/auth.test').reply(503, 'unavailable');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  nockThrough(url);
  const waiting = Promise.withResolvers<void>();
  const resume = Promise.withResolvers<void>();
  const app = anApp(
    async () => {
      waiting.resolve();
      await resume.promise;
    },
    { port, transport: { mode: 'http', signingSecret: 'secret' } },
  );

  const start = app.start();
  await waiting.promise;
  const [alive, ready] = await Promise.all([fetch(`${url}/healthz`), fetch(`${url}/readyz`)]);
  await app.stop();
  resume.resolve();
  await start;

  expect([alive.status, ready.status]).toEqual([200, 503]);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

test('a port that is taken fails the start in Socket Mode as well', async () => {
  const taken = createServer().listen(0);
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;

  await expect(anApp(async () => undefined, { port }).start()).rejects.toThrow('EADDRINUSE');
});
