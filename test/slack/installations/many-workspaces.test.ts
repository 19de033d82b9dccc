import { randomBytes } from 'node:crypto';
import type { Installation } from '@slack/oauth';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { clientOptionsFor } from '../../../src/slack/connection/open-app.ts';
import { createInstallationStore } from '../../../src/slack/installations/installation-store.ts';
import { createManyWorkspaces } from '../../../src/slack/installations/many-workspaces.ts';
import { createTokenSeal } from '../../../src/slack/installations/token-seal.ts';
import type { Workspaces } from '../../../src/slack/installations/workspaces.ts';
import { createInstallations, type Installations } from '../../../src/store/installations.ts';
import { engines, useStores } from '../../support/engines.ts';
import { mockHttp } from '../../support/http-mock.ts';
import { aStore } from '../../support/store.ts';

const slack = 'https://slack.example';
const start = Date.now();
const hourMs = 3_600_000;
const key = randomBytes(32);

interface Desk {
  readonly installations: Installations;
  readonly clock: { now: number };
  readonly waits: number[];
  /** A process over the same database. */
  process(keys?: [Buffer, ...Buffer[]]): Workspaces;
  install(installation: Partial<Installation>, expiresInMs?: number): Promise<void>;
}

async function aDesk(installations?: Installations): Promise<Desk> {
  const kept = installations ?? createInstallations(await aStore());
  const clock = { now: start };
  const waits: number[] = [];
  const now = (): number => clock.now;
  return {
    ...{ installations: kept, clock, waits },
    process: (encryptionKeys = [key]) =>
      createManyWorkspaces({
        oauth: {
          ...{ clientId: '1.2', clientSecret: 's', stateSecret: 'x'.repeat(32), redirectUrl: undefined },
          ...{ encryptionKeys, scopes: ['chat:write'] },
        },
        ...{ installations: kept, slackApiUrl: `${slack}/api/`, logger: pino({ level: 'silent' }), now },
        clientOptions: () => clientOptionsFor(`${slack}/api/`, 1_000),
        sleep: async (ms) => void waits.push(ms),
      }),
    async install(installation, expiresInMs) {
      const rotated = expiresInMs !== undefined && { refreshToken: 'xoxe-1', expiresAt: (start + expiresInMs) / 1_000 };
      const whole = {
        ...{ team: { id: 'T1' }, enterprise: undefined, isEnterpriseInstall: false, authVersion: 'v2' },
        user: { id: 'U1', token: undefined, scopes: undefined },
        bot: { token: 'xoxb-1', id: 'B1', userId: 'U0', scopes: ['chat:write'], ...rotated },
        ...installation,
      } as Installation<'v2', boolean>;
      const store = createInstallationStore({ installations: kept, seal: createTokenSeal([key]), now });
      await store.storeInstallation(whole);
    },
  };
}

const source = (teamId: string, enterpriseId?: string) =>
  ({ teamId, enterpriseId, isEnterpriseInstall: false }) as Parameters<Workspaces['authorize']>[0];

test('a delivery is answered with the token of its workspace, and one of a workspace without the app with none', async () => {
  const desk = await aDesk();
  await desk.install({});
  const { authorize, clientOf } = desk.process();

  expect(await authorize(source('T1'))).toEqual({ botToken: 'xoxb-1', botId: 'B1', botUserId: 'U0', teamId: 'T1' });
  expect((await clientOf('T1')).token).toBe('xoxb-1');
  await expect(authorize(source('T2'))).rejects.toThrow('The app is not installed in T2.');
  await expect(clientOf('T2')).rejects.toThrow('The app is not installed in T2.');
});

test('in a channel that workspaces share, a button under our message is answered by the workspace that posted it', async () => {
  const desk = await aDesk();
  await desk.install({});
  const { authorize } = desk.process();

  expect(await Reflect.apply(authorize, undefined, [source('T9'), { message: { team: 'T1' } }])).toMatchObject({
    teamId: 'T1',
    botToken: 'xoxb-1',
  });
});

test('an organisation that installed the app is answered in each of its workspaces, and its digests are posted there', async () => {
  const desk = await aDesk();
  await desk.install({ team: undefined, enterprise: { id: 'E1' }, isEnterpriseInstall: true });
  const { authorize, clientOf, forget } = desk.process();
  await expect(clientOf('T5')).rejects.toThrow('not installed');

  expect(await authorize(source('T5', 'E1'))).toMatchObject({ teamId: 'T5', enterpriseId: 'E1', botToken: 'xoxb-1' });
  expect((await clientOf('T5')).token).toBe('xoxb-1');
  await forget('E1');
  await expect(clientOf('T5')).rejects.toThrow('not installed');
});

describe('with token rotation', () => {
  const renewed = { ok: true, access_token: 'xoxb-2', refresh_token: 'xoxe-2', expires_in: 43_200, token_type: 'bot' };

  test('a token that ends soon is renewed once, also for a digest, and the next process has the new one', async () => {
    const desk = await aDesk();
    await desk.install({}, hourMs);
    mockHttp(slack)
      .post('/api/oauth.v2.access', /grant_type=refresh_token.*refresh_token=xoxe-1|refresh_token=xoxe-1/)
      .reply(200, renewed);

    const tokens = [
      (await desk.process().clientOf('T1')).token,
      (await desk.process().authorize(source('T1'))).botToken,
    ];

    expect(tokens).toEqual(['xoxb-2', 'xoxb-2']);
  });

  test('of two processes one renews it; the other goes on with the one that still holds', async () => {
    const desk = await aDesk();
    await desk.install({}, hourMs);
    await desk.installations.claimRefresh('T1', start, 60_000);

    const { botToken } = await desk.process().authorize(source('T1'));

    expect(botToken).toBe('xoxb-1');
    expect(desk.waits).toEqual([]);
  });

  test('where it has ended already the other waits for the new one', async () => {
    const desk = await aDesk();
    await desk.install({}, -1_000);
    await desk.installations.claimRefresh('T1', start, 60_000);

    await desk.process().authorize(source('T1'));

    expect(desk.waits).toEqual(Array(10).fill(500));
  });

  test('when Slack does not renew it the old one is used, and Slack is not asked again within a minute', async () => {
    const desk = await aDesk();
    await desk.install({}, hourMs);
    mockHttp(slack).post('/api/oauth.v2.access').reply(200, { ok: false, error: 'invalid_refresh_token' });

    const tokens = [
      (await desk.process().authorize(source('T1'))).botToken,
      (await desk.process().authorize(source('T1'))).botToken,
    ];

    expect(tokens).toEqual(['xoxb-1', 'xoxb-1']);
  });
});

test('with a new key in front all tokens are sealed anew, and then the old one can go', async () => {
  const desk = await aDesk();
  await desk.install({});
  const newest = randomBytes(32);

  await desk.process([newest, key]).signIn();
  const alone = desk.process([newest]);
  await alone.signIn();

  expect((await alone.clientOf('T1')).token).toBe('xoxb-1');
});

test('a start without the key that sealed the tokens ends with the cure', async () => {
  const desk = await aDesk();
  await desk.install({});

  await expect(desk.process([randomBytes(32)]).signIn()).rejects.toThrow(
    'The token of T1 cannot be opened. It was sealed with a key that TOKEN_ENCRYPTION_KEY does not name. Put the key that was used before behind the new one',
  );
});

describe.each(engines)('kept in %s', (engine) => {
  const stores = useStores(engine);

  test('one of many processes may renew a token, and again when it died', async () => {
    const installations = createInstallations(await stores.open());
    await installations.put({ id: 'T1', sealed: 'x' }, 0);

    const claims = await Promise.all(Array.from({ length: 5 }, () => installations.claimRefresh('T1', 1, 60_000)));

    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await installations.claimRefresh('T1', 60_001, 60_000)).toBe(true);
    expect(await installations.reseal({ id: 'T1', sealed: 'y' }, 'z')).toBe(false);
  });
});
