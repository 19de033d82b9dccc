import { once } from 'node:events';
import { connect } from 'node:net';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openHttpWorkspace, signedPost } from '../support/http-workspace.ts';
import { nthPosted } from '../support/posted.ts';
import { passesChallenge } from '../support/signed-http.ts';
import { aStore } from '../support/store.ts';

test('over HTTP the same app answers commands, mentions and buttons, and passes Slack’s challenge', async () => {
  const { slack, url } = await openHttpWorkspace();
  const ada = slack.people.as('ada');

  const isVerified = await passesChallenge(`${url}/slack/events`);
  await ada.command('general', '/papers massive activations');
  const answer = await nthPosted(slack, 'general', 1);
  await ada.overflow(answer.ref, 'paper_menu', 'Similar papers');
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
  const type = 'application/x-www-form-urlencoded';
  const nowSeconds = Math.floor(Date.now() / 1_000);

  const wrong = await signedPost(url, body, { secret: 'another secret', type });
  const stale = await signedPost(url, body, { secret: slack.signingSecret, type, seconds: nowSeconds - 600 });

  const ahead = await signedPost(url, body, { secret: slack.signingSecret, type, seconds: nowSeconds + 600 });

  expect([wrong.status, stale.status, ahead.status]).toEqual([401, 401, 401]);
});

test('health checks answer beside Slack’s requests', async () => {
  const { url } = await openHttpWorkspace();

  const [alive, ready] = await Promise.all([fetch(`${url}/healthz`), fetch(`${url}/readyz`)]);

  expect([alive.status, ready.status]).toEqual([200, 200]);
  expect(await ready.json()).toEqual({
    ...{ ready: true, index: { papers: 119 }, store: 'reachable', slack: 'connected', sources: {} },
  });
});

test('a revoked token shows to probes', async () => {
  const { slack, url } = await openHttpWorkspace();
  slack.faults.revokeToken();

  await slack.people.as('ada').mention('general', 'massive activations');
  const ready = await vi.waitUntil(
    async () => {
      const probed = await fetch(`${url}/readyz`);
      return probed.status === 503 ? probed : undefined;
    },
    { timeout: 30_000 },
  );

  expect(await ready.json()).toMatchObject({ ready: false, slack: 'no access' });
});

test('metrics for Prometheus are on the same port', async () => {
  const { url } = await openHttpWorkspace();

  const metrics = await fetch(`${url}/metrics`);

  expect(metrics.headers.get('content-type')).toContain('version=0.0.4');
  expect(await metrics.text()).toContain('# TYPE paperboy_library_papers gauge\npaperboy_library_papers 119\n');
});

test('what a proxy brings reads the two states, but figures only where METRICS_HOST opens them', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.7' };
  const statuses = async (url: string) =>
    Promise.all(['/healthz', '/readyz', '/metrics'].map(async (path) => (await fetch(url + path, { headers })).status));

  const closed = await openHttpWorkspace();
  const open = await openHttpWorkspace(undefined, '0.0.0.0');

  expect(await statuses(closed.url)).toEqual([200, 200, 403]);
  expect(await statuses(open.url)).toEqual([200, 200, 200]);
});

/** One request of exactly these bytes; gives the first line of the answer. */
function raw(url: string, request: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  onTestFinished(() => void socket.destroy());
  socket.write(request);
  return new Promise((answered, failed) => {
    socket.once('data', (data) => answered(String(data).split('\r\n')[0] ?? ''));
    socket.once('error', failed);
  });
}

test.each(['//', '///', 'http://[', '*', '/%', '/healthz/..//', '/slack/events'])(
  'whoever asks for %s is told that there is nothing, and the bot goes on',
  async (path) => {
    const { url } = await openHttpWorkspace();

    expect(await raw(url, `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(/^HTTP\/1\.1 40[04]/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  },
);

test.each(['null', '1', '"text"', '[]', '[{}]', 'true', '', '{', 'payload=null', 'payload=[1]', 'payload=1', '{}'])(
  'a signed body of %s is refused or acknowledged, and one with another signature is not Slack’s',
  async (body) => {
    const { slack, url } = await openHttpWorkspace();
    const type = body.startsWith('payload') ? 'application/x-www-form-urlencoded' : 'application/json';

    const signed = await signedPost(url, body, { secret: slack.signingSecret, type });
    const forged = await signedPost(url, body, { secret: 'another', type });

    expect([signed.status, forged.status]).toEqual([body === '{}' ? 200 : 400, 401]);
  },
);

test('health checks and metrics tell that the store is gone, whatever it throws', async () => {
  const store = await aStore();
  const { url } = await openHttpWorkspace(store);
  await sql`drop table access_losses`.execute(store.db);

  const answers = await Promise.all(['/readyz', '/metrics', '/healthz'].map((path) => fetch(url + path)));

  expect(answers.map(({ status }) => status)).toEqual([503, 503, 200]);
});

test('it stops at once, whoever still holds a connection that says nothing', async () => {
  const { app, url } = await openHttpWorkspace();
  const { hostname, port } = new URL(url);
  const idle = connect({ host: hostname, port: Number(port) });
  await once(idle, 'connect');
  const cut = once(idle, 'close');

  await app.stop();
  await cut;

  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});
