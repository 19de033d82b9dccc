import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createSlackApp, type SlackApp } from '../../src/slack/app.ts';
import { SlackStartError } from '../../src/slack/start-errors.ts';
import { mockHttp } from '../support/http-mock.ts';
import { paperboyWith } from '../support/slack-workspace.ts';

const origin = 'http://slack.test';

function anApp(sleep: (ms: number) => Promise<void>): SlackApp {
  return createSlackApp({
    paperboy: paperboyWith([]),
    transport: { mode: 'socket', appToken: 'xapp-test' },
    botToken: 'xoxb-test',
    slackApiUrl: `${origin}/api/`,
    port: undefined,
    command: '/papers',
    logger: pino({ level: 'silent' }),
    now: () => 0,
    sleep,
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

test('a bad app token fails the start likewise', async () => {
  mockHttp(origin)
    .post('/api/auth.test')
    .reply(200, { ok: true, user_id: 'U1', bot_id: 'B1', team_id: 'T1' })
    .post('/api/apps.connections.open')
    .reply(200, { ok: false, error: 'invalid_auth' });

  const start = anApp(async () => undefined).start();

  await expect(start).rejects.toThrow(/^Slack does not accept SLACK_APP_TOKEN \(invalid_auth\)/);
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
