import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { appFromManifest } from '../../src/playground/app-from-manifest.ts';
import { composeReading } from '../../src/reading/reading-service.ts';
import { createSlackApp } from '../../src/slack/app.ts';
import { createInstallations, type Installations } from '../../src/store/installations.ts';
import { freePort } from '../playground/stand-in/support.ts';
import { shippedPaperboy } from '../support/builders.ts';
import { signedPost } from '../support/http-workspace.ts';
import { statusOver } from '../support/status.ts';
import { aStore, digestsOver, questionsOver, type TestDigests } from '../support/store.ts';
import {
  channel,
  client,
  type EmulatedSlack,
  type EmulatedWorkspace,
  isMissing,
  startEmulatedSlack,
} from './emulated-workspaces.ts';

const manifest = fileURLToPath(new URL('../../manifest.json', import.meta.url));
const secret = 'signing-secret';

interface Bot {
  readonly url: string;
  readonly slack: EmulatedSlack;
  readonly installations: Installations;
  readonly digests: TestDigests;
  readonly clock: { now: number };
}

/** The bot for many workspaces over HTTP, on a Slack that others wrote. */
async function startBot(): Promise<Bot> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const redirectUrl = `${url}/slack/oauth_redirect`;
  const { scopes = [] } = appFromManifest(manifest, '/papers');
  const slack = await startEmulatedSlack(redirectUrl, scopes);
  const paperboy = await shippedPaperboy();
  const store = await aStore();
  const clock = { now: Date.now() };
  const digests = digestsOver(store, { paperboy, now: () => clock.now });
  const installations = createInstallations(store);
  const app = createSlackApp({
    ...{
      paperboy,
      digests,
      reading: composeReading({ paperboy, store, now: Date.now }),
      questions: questionsOver(store),
    },
    status: statusOver(store, { paperboy, digests }),
    transport: { mode: 'http', signingSecret: secret },
    access: {
      oauth: {
        ...{ clientId: client.id, clientSecret: client.secret, stateSecret: 's'.repeat(32), redirectUrl, scopes },
        encryptionKeys: [randomBytes(32)],
      },
      installations,
    },
    ...{ slackApiUrl: slack.apiUrl, port, command: '/papers', logger: pino({ level: 'silent' }) },
    now: () => clock.now,
    sleep: async () => undefined,
  });
  await app.start();
  onTestFinished(() => app.stop());
  return { url, slack, installations, digests, clock };
}

const pathOf = (address: string): string => address.replace(/^https?:\/\/[^/]+/, '');

/** What somebody does in a browser, from the page of the bot to Slack and back. */
async function install({ url }: Bot, workspace: EmulatedWorkspace): Promise<string> {
  const page = await fetch(`${url}/slack/install`);
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const authorizeUrl = (/href="([^"]+)"/.exec(await page.text())?.[1] ?? '').replaceAll('&amp;', '&');
  const back = await workspace.allow(authorizeUrl);
  return (await fetch(url + pathOf(back), { headers: { cookie } })).text();
}

let events = 0;
async function deliver(
  { url, clock }: Bot,
  { team }: EmulatedWorkspace,
  event: object,
  at = clock.now + 1_000,
): Promise<number> {
  events += 1;
  const authorizations = [{ team_id: team, enterprise_id: null, user_id: 'U0BOT', is_bot: true }];
  const body = {
    ...{ type: 'event_callback', event_time: Math.floor(at / 1_000), team_id: team, authorizations, event },
    ...{ api_app_id: 'A', event_id: `Ev${events}` },
  };
  return (await signedPost(url, JSON.stringify(body), { secret })).status;
}

/** Its ts: the answer stands in a thread under it. */
async function mention(bot: Bot, workspace: EmulatedWorkspace, words: string): Promise<string> {
  // Earlier than anything that the emulator numbers itself.
  const ts = `${Math.floor(bot.clock.now / 1_000) - 1_000}.00000${events}`;
  const said = { user: 'U000000001', channel, ts, event_ts: ts, text: `<@U0BOT> ${words}` };
  expect(await deliver(bot, workspace, { type: 'app_mention', ...said })).toBe(200);
  return ts;
}

const saidIn = (workspace: EmulatedWorkspace, thread?: string): Promise<string[]> =>
  workspace.said(workspace.tokens.at(-1) ?? '', thread);

/** The messages there, once one of them holds these words. */
function untilSaid(workspace: EmulatedWorkspace, words: string, thread?: string): Promise<string> {
  return vi.waitUntil(
    async () => {
      const said = (await saidIn(workspace, thread)).join();
      return said.includes(words) && said;
    },
    { timeout: 20_000 },
  );
}

test.skipIf(isMissing)(
  'on a Slack that others wrote two workspaces install the app; each is answered with its own token, and has its own digests',
  async () => {
    const bot = await startBot();
    const [first, second] = bot.slack.workspaces;

    const pages = [await install(bot, first), await install(bot, second)];
    await mention(bot, first, 'subscribe 9:00 daily quantization top:1 details:off');
    await untilSaid(first, 'set up the digest here');
    const asked = await mention(bot, second, 'massive activations');
    await untilSaid(second, '2402.17762', asked);
    bot.clock.now += 24 * 3_600_000;
    for (let pass = 0; pass < 6; pass += 1) {
      await bot.digests.pass();
      bot.clock.now += 2_000;
    }

    expect(pages.map((page) => /<h1>([^<]+)/.exec(page)?.[1])).toEqual(Array(2).fill('Paperboy is installed'));
    expect(pages[1]).toContain('Team 2');
    expect((await bot.installations.all()).map(({ id }) => id)).toEqual([first.team, second.team]);
    expect(JSON.stringify(await bot.installations.all())).not.toContain('xoxb');
    await untilSaid(first, 'Quantization, one paper');
    expect(await saidIn(second)).toEqual([]);
    expect(await saidIn(first, asked)).toEqual([]);
  },
);

test.skipIf(isMissing)(
  'who installs again is answered with the new token, and who removes the app is forgotten; the other workspace goes on',
  async () => {
    const bot = await startBot();
    const [first, second] = bot.slack.workspaces;
    await install(bot, first);
    await install(bot, second);
    const [before] = await bot.installations.all();

    await install(bot, first);
    const [after] = await bot.installations.all();
    const asked = await mention(bot, first, 'massive activations');
    await untilSaid(first, '2402.17762', asked);
    await deliver(bot, first, { type: 'app_uninstalled' });
    await vi.waitUntil(async () => (await bot.installations.all()).length === 1);
    const tooLate = await mention(bot, first, 'dropout');
    const inSecond = await mention(bot, second, 'dropout');
    await untilSaid(second, 'Papers on “dropout”', inSecond);

    expect(after?.sealed).not.toBe(before?.sealed);
    expect((await bot.installations.all()).map(({ id }) => id)).toEqual([second.team]);
    expect(await saidIn(first, tooLate)).toEqual([]);
  },
);

test.skipIf(isMissing)(
  'a token that was revoked is not kept, but its digests wait for the next one; an uninstall that is told late changes nothing',
  async () => {
    const bot = await startBot();
    const [first] = bot.slack.workspaces;
    await install(bot, first);
    await mention(bot, first, 'subscribe 9:00 daily quantization');
    await untilSaid(first, 'set up the digest here');

    await deliver(bot, first, { type: 'tokens_revoked', tokens: { bot: ['U0BOT'] } });
    await vi.waitUntil(async () => (await bot.installations.all()).length === 0);
    await install(bot, first);
    await deliver(bot, first, { type: 'app_uninstalled' }, bot.clock.now - 60_000);
    const asked = await mention(bot, first, 'massive activations');
    await untilSaid(first, '2402.17762', asked);

    expect(await bot.digests.digests.all()).toHaveLength(1);
    await deliver(bot, first, { type: 'app_uninstalled' });
    await vi.waitUntil(async () => (await bot.installations.all()).length === 0);
    expect(await bot.digests.digests.all()).toEqual([]);
  },
);

test.skipIf(isMissing)(
  'an installation that did not begin here, was cancelled or made up changes nothing',
  async () => {
    const bot = await startBot();
    const [first] = bot.slack.workspaces;
    const page = await fetch(`${bot.url}/slack/install`);
    const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
    const authorizeUrl = (/href="([^"]+)"/.exec(await page.text())?.[1] ?? '').replaceAll('&amp;', '&');
    const back = bot.url + pathOf(await first.allow(authorizeUrl));
    const state = new URL(back).searchParams.get('state') ?? '';
    const open = async (address: string, headers = {}) => {
      const answer = await fetch(address, { headers });
      return [answer.status, /<p>([^<]+)/.exec(await answer.text())?.[1]];
    };
    const redirect = `${bot.url}/slack/oauth_redirect`;

    const answers = [
      await open(back),
      await open(`${redirect}?error=access_denied&state=${state}`, { cookie }),
      await open(`${redirect}?code=made-up&state=${state}`, { cookie }),
      await open(`${redirect}?error=<script>&state=${state}`, { cookie }),
      await open(`${redirect}?state=${state}`, { cookie }),
    ];

    expect(answers).toEqual([
      [400, 'The page that you came from is older than ten minutes, or was opened in another browser.'],
      [400, 'You pressed Cancel on Slack’s page. Nothing was changed.'],
      [500, expect.stringContaining('Slack did not confirm it (invalid_code)')],
      [400, 'Slack refused it (&lt;script&gt;).'],
      [400, 'Slack sent no code along. Begin here, not on Slack’s page.'],
    ]);
    expect(await bot.installations.all()).toEqual([]);
  },
);
