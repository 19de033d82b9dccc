import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { keptIndexFile } from '../src/library/kept-index.ts';
import { shippedLibrary } from '../src/library/open-paperboy.ts';
import { appFromManifest } from '../src/playground/app-from-manifest.ts';
import { startSourceStandIn } from '../src/playground/source-stand-in/source-stand-in.ts';
import { startSlackStandIn } from '../src/playground/stand-in/slack-stand-in.ts';
import { toJsonLines } from '../src/sources/digest-file/json-lines.ts';
import { sourceLeaseMs } from '../src/sources/refresh.ts';
import { createSourceRuns } from '../src/store/source-runs.ts';

import { createManualClock } from './playground/stand-in/manual-clock.ts';
import { freePort } from './playground/stand-in/support.ts';
import { aPaper } from './support/builders.ts';
import { postedIn } from './support/posted.ts';
import { aFolder, aStore } from './support/store.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exited: Promise<number | null>;
}

/** `npm start` with this environment and nothing of ours. */
function startBot(env: Record<string, string>): Started {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      SLACK_BOT_TOKEN: '',
      SLACK_APP_TOKEN: '',
      SLACK_SIGNING_SECRET: '',
      PORT: '0',
      // Never the state of a bot that runs from this checkout.
      STATE_DIR: aFolder(),
      // With Slack the bot would read papers from the network.
      SOURCES: 'none',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, output: () => output, exited: once(child, 'exit').then(([code]) => code as number | null) };
}

function ready({ child, output }: Started): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => (output().includes('"Ready"') ? resolve() : undefined);
    child.stderr?.on('data', look);
    look();
  });
}

test('half the tokens: exit 2 and a list of what is missing and where to get it', async () => {
  const { exited, output } = startBot({ SLACK_BOT_TOKEN: 'xoxb-1', PORT: 'seventy', LOG_LEVEL: 'loud' });

  expect(await exited).toBe(2);
  expect(output()).toContain('- PORT');
  expect(output()).toContain('- LOG_LEVEL must be one of');
});

test('a token that Slack refuses: exit 2 and one sentence', async () => {
  const slack = await startSlackStandIn();
  onTestFinished(() => slack.stop());

  const { exited, output } = startBot({
    SLACK_BOT_TOKEN: 'xoxb-wrong',
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
  });

  expect(await exited).toBe(2);
  expect(output()).toContain('Paperboy cannot start: Slack does not accept SLACK_BOT_TOKEN (invalid_auth).');
});

test('a bot that cannot start leaves no source locked for those after it', async () => {
  const slack = await startSlackStandIn();
  onTestFinished(() => slack.stop());
  const papers = await startSourceStandIn({ now: Date.now });
  onTestFinished(() => papers.stop());
  papers.fail('hugging-face', 'hangs');
  const stateDir = aFolder();

  const { exited } = startBot({
    ...{ SLACK_BOT_TOKEN: 'xoxb-wrong', SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
    ...{ SOURCES: 'hugging-face', HUGGING_FACE_URL: papers.url, ARXIV_URL: papers.url, STATE_DIR: stateDir },
  });
  expect(await exited).toBe(2);

  const runs = createSourceRuns(await aStore(stateDir));
  const lease = await runs.claim('hugging-face', { now: Date.now(), leaseMs: sourceLeaseMs, isDueOnly: true });
  expect(lease).toBeDefined();
});

test('SIGTERM during ten slow answers loses none, and the bot exits 0', async () => {
  const clock = createManualClock();
  const slack = await startSlackStandIn({ clock, app: appFromManifest(`${root}/manifest.json`, '/papers') });
  onTestFinished(() => slack.stop());
  const { child, exited } = startBot({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
  });
  await slack.until(() => slack.connections() === 1, 'the bot to connect');
  slack.faults.inject({ on: 'response_url', kind: 'slow', delayMs: 2_000, times: 10 });

  await Promise.all(
    Array.from({ length: 10 }, () => slack.people.as('ada').command('general', '/papers massive activations')),
  );
  await slack.until(() => slack.faults.list().length === 0, 'ten answers on their way');
  child.kill('SIGTERM');
  await slack.until(() => slack.connections() === 0, 'the bot to disconnect');
  expect(postedIn(slack, 'general')).toHaveLength(0);
  clock.advance(2_000);

  expect(await exited).toBe(0);
  expect(postedIn(slack, 'general')).toHaveLength(10);
});

test('in the playground a button restarts the bot, and its workspace stays', async () => {
  const { child, exited, output } = startBot({ LOG_FORMAT: 'json' });
  await new Promise<void>((ready) =>
    child.stderr?.on('data', () => (output().includes('"Ready"') ? ready() : undefined)),
  );
  const [, url] = /Open (http:\S+)/.exec(output()) ?? [];

  const restarted = await fetch(`${url}/jobs/restart`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  const page = await (await fetch(`${url}/channels/C00GENERAL`)).text();
  child.kill('SIGTERM');

  expect(await restarted.json()).toEqual({ acknowledged: true });
  expect(page).toContain('data-job="restart"');
  expect(await exited).toBe(0);
});

test('in the playground a button reads the sources, whenever their next run is', async () => {
  const papers = await startSourceStandIn({ now: Date.now });
  onTestFinished(() => papers.stop());
  const { child, exited, output } = startBot({
    ...{ LOG_FORMAT: 'json', SOURCES: 'hugging-face', HUGGING_FACE_URL: papers.url, ARXIV_URL: papers.url },
  });
  await new Promise<void>((ready) =>
    child.stderr?.on('data', () =>
      output().includes('"Ready"') && output().includes('"Source read"') ? ready() : undefined,
    ),
  );
  const [, url] = /Open (http:\S+)/.exec(output()) ?? [];
  const asked = papers.requests.length;

  const read = await fetch(`${url}/jobs/read`, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } });
  const page = await (await fetch(`${url}/channels/C00GENERAL`)).text();
  child.kill('SIGTERM');

  expect(await read.json()).toEqual({ acknowledged: true });
  expect(papers.requests.length).toBeGreaterThan(asked);
  expect(page).toContain('data-job="read"');
  expect(await exited).toBe(0);
});

test('where the index cannot be kept, the bot says so, answers and stops with 0 all the same', async () => {
  const folder = aFolder();
  const libraryFile = join(folder, 'papers.jsonl');
  // Of 5,000 papers the index is kept.
  writeFileSync(libraryFile, toJsonLines(Array.from({ length: 5_000 }, (_, index) => aPaper({ id: `p${index}` }))));
  mkdirSync(keptIndexFile(join(folder, 'playground'), ['sqlite', shippedLibrary, libraryFile]), { recursive: true });
  const { child, exited, output } = startBot({ LOG_FORMAT: 'json', STATE_DIR: folder, LIBRARY_FILES: libraryFile });
  await new Promise<void>((ready) =>
    child.stderr?.on('data', () =>
      /"Ready"[\s\S]*not kept|not kept[\s\S]*"Ready"/.test(output()) ? ready() : undefined,
    ),
  );
  child.kill('SIGTERM');

  expect(await exited).toBe(0);
  expect(output()).toContain('The index is not kept');
});

test('without tokens it starts in the playground, and SIGTERM ends it with 0', async () => {
  const { child, exited, output } = startBot({ LOG_FORMAT: 'json' });

  await new Promise<void>((ready) =>
    child.stderr?.on('data', () => (output().includes('"Ready"') ? ready() : undefined)),
  );
  child.kill('SIGTERM');

  expect(await exited).toBe(0);
  expect(output()).toContain('a local stand-in, not Slack');
});

test('a second bot on the same state is refused with 2 and one sentence; after a kill -9 another one starts', async () => {
  const shared = { LOG_FORMAT: 'json', STATE_DIR: aFolder() };
  const first = startBot(shared);
  await ready(first);

  const second = startBot(shared);
  expect(await second.exited).toBe(2);
  expect(second.output()).toContain('Paperboy cannot start: Another Paperboy runs on the state in');
  first.child.kill('SIGKILL');
  await first.exited;
  const third = startBot(shared);
  await ready(third);
  third.child.kill('SIGTERM');

  expect(await third.exited).toBe(0);
});

test.each(['socket', 'http', 'playground'] as const)(
  'in %s mode SIGTERM ends the bot with 0, also while somebody keeps a silent connection',
  async (mode) => {
    const slack = await startSlackStandIn();
    onTestFinished(() => slack.stop());
    const port = await freePort();
    const tokens = {
      socket: { SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken },
      http: { SLACK_BOT_TOKEN: slack.botToken, SLACK_SIGNING_SECRET: 'secret' },
      playground: {},
    }[mode];
    const bot = startBot({ ...tokens, SLACK_API_URL: slack.apiUrl, PORT: String(port), LOG_FORMAT: 'json' });
    await ready(bot);
    const silent = connect(port, '127.0.0.1');
    silent.on('error', () => undefined);
    await once(silent, 'connect');
    const closed = once(silent, 'close');

    bot.child.kill('SIGTERM');

    expect(await bot.exited).toBe(0);
    await closed;
  },
);
