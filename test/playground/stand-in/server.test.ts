import { request } from 'node:http';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { SlackStandIn } from '../../../src/playground/stand-in/slack-stand-in.ts';
import { aStandIn, callApi } from './support.ts';

/** fetch does not let a caller choose its Host. */
function statusWith(slack: SlackStandIn, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${slack.apiUrl}api.test`, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test.each([
  ['a renamed domain', { host: 'evil.example' }],
  ['a foreign page', { origin: 'https://evil.example' }],
  ['a page on another local port', { origin: 'http://127.0.0.1:1' }],
  ['a sandboxed page', { origin: 'null' }],
])('%s is kept out', async (_, headers) => {
  const slack = await aStandIn();

  expect(await statusWith(slack, headers)).toBe(403);
});

test('its own page and programs may talk to it', async () => {
  const slack = await aStandIn();

  expect(await statusWith(slack, { origin: slack.url })).toBe(200);
  expect(await statusWith(slack, {})).toBe(200);
});

test('a foreign page gets no socket either', async () => {
  const slack = await aStandIn();
  const { url } = await callApi(slack, 'apps.connections.open', {}, slack.appToken);

  const socket = new WebSocket(String(url), { origin: 'https://evil.example' });

  expect(await new Promise<Error>((failed) => socket.once('error', failed))).toMatchObject({
    message: expect.stringContaining('403'),
  });
});

test('a body of more than a megabyte is refused', async () => {
  const slack = await aStandIn();

  const response = await fetch(`${slack.apiUrl}api.test`, { method: 'POST', body: 'x'.repeat(1_000_001) });

  expect(response.status).toBe(413);
});

test('a page is served beside the API, and what it does not know is not found', async () => {
  const slack = await aStandIn({
    page: (_, response, { pathname }) => {
      if (pathname !== '/') return false;
      response.end('a page');
      return true;
    },
  });

  expect(await (await fetch(slack.url)).text()).toBe('a page');
  expect((await fetch(`${slack.url}/elsewhere`)).status).toBe(404);
});

test('only the newest 10,000 messages and 2,000 lines of traffic are kept', async () => {
  const slack = await aStandIn();
  const ada = slack.people.as('ada');

  await Promise.all(Array.from({ length: 10_001 }, (_, index) => ada.say('general', `message ${index}`)));

  const kept = slack.workspace.messages('general');
  expect(kept).toHaveLength(10_000);
  expect(kept[0]?.text).toBe('message 1');
  expect(slack.traffic.entries()).toHaveLength(2_000); // Each message: a delivery and its failure.
});

test('the traffic can be followed, and keeps no token', async () => {
  const slack = await aStandIn();
  const heard: string[] = [];
  const unsubscribe = slack.traffic.subscribe((entry) => heard.push(JSON.stringify(entry)));

  await callApi(slack, 'auth.test', { token: slack.botToken, fine: true });
  unsubscribe();
  await callApi(slack, 'auth.test');

  expect(heard).toHaveLength(1);
  expect(heard[0]).not.toContain(slack.botToken);
  expect(slack.traffic.calls('auth.test')).toHaveLength(2);
});
