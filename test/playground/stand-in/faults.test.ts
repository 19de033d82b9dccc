import { expect, test } from 'vitest';
import { createManualClock } from './manual-clock.ts';
import { aStandIn, callApi, withPapersCommand } from './support.ts';

const hello = { channel: 'C00GENERAL', text: 'hello' };

test('an injected 429 says how long to wait, once', async () => {
  const slack = await aStandIn();
  slack.faults.inject({ on: 'chat.postMessage', kind: '429', retryAfterSeconds: 7 });

  const first = await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST' });
  const second = await callApi(slack, 'chat.postMessage', hello);

  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7']);
  expect(second.ok).toBe(true);
  expect(slack.faults.list()).toEqual([]);
});

test('a 500 after the work leaves the message posted', async () => {
  const slack = await aStandIn();
  slack.faults.inject({ on: 'chat.postMessage', kind: '500', after: true });

  const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}` },
    body: new URLSearchParams(hello),
  });

  expect(response.status).toBe(500);
  expect(slack.workspace.messages('general')).toHaveLength(1);
});

test.each(['badjson', 'html'] as const)('%s cannot be read as JSON', async (kind) => {
  const slack = await aStandIn();
  slack.faults.inject({ on: 'auth.test', kind });

  await expect(callApi(slack, 'auth.test')).rejects.toThrow(SyntaxError);
});

test('a dropped connection fails the call, and the work was not done', async () => {
  const slack = await aStandIn();
  slack.faults.inject({ on: 'chat.postMessage', kind: 'drop' });

  await expect(callApi(slack, 'chat.postMessage', hello)).rejects.toThrow('fetch failed');
  expect(slack.workspace.messages('general')).toEqual([]);
});

test('a hanging call ends when the caller gives up', async () => {
  const slack = await aStandIn();
  slack.faults.inject({ on: 'auth.test', kind: 'hang' });
  const patience = new AbortController();

  const call = fetch(`${slack.apiUrl}auth.test`, { method: 'POST', signal: patience.signal });
  await slack.until(() => slack.traffic.entries().some(({ kind }) => kind === 'fault'));
  patience.abort();

  await expect(call).rejects.toThrow('aborted');
});

test('a slow answer comes when its time has come', async () => {
  const clock = createManualClock();
  const slack = await aStandIn({ clock });
  slack.faults.inject({ on: 'auth.test', kind: 'slow', delayMs: 60_000 });

  const call = callApi(slack, 'auth.test');
  await slack.until(() => slack.traffic.entries().some(({ kind }) => kind === 'fault'));
  clock.advance(60_000);

  expect(await call).toMatchObject({ ok: true });
});

test('any method can be refused with any error', async () => {
  const slack = await aStandIn();
  slack.faults.inject({ on: 'auth.test', kind: 'refused', error: 'fatal_error', times: 2 });

  expect(await callApi(slack, 'auth.test')).toEqual({ ok: false, error: 'fatal_error' });
  expect(slack.faults.list()).toMatchObject([{ times: 1 }]);
});

test('a delivery fault on a method is a mistake that is named', async () => {
  const slack = await aStandIn();

  expect(() => slack.faults.inject({ on: 'auth.test', kind: 'lose' })).toThrow('"lose" cannot happen on "auth.test"');
});

test('a lost command ends in operation_timeout', async () => {
  const clock = createManualClock();
  const slack = await aStandIn({ clock, app: withPapersCommand() });
  slack.faults.inject({ on: 'deliver:slash_commands', kind: 'lose' });

  const asked = slack.people.as('ada').command('general', '/papers');
  clock.advance(3_000);

  expect(await asked).toMatchObject({ shown: '/papers failed with the error "operation_timeout"' });
});

test('blocks that a workspace does not have are refused wherever a message has them, until it has them', async () => {
  const slack = await aStandIn();
  const card = { ...hello, blocks: [{ type: 'card', title: { type: 'plain_text', text: 'KIVI' } }] };
  slack.faults.refuseBlocks('card', 'carousel');

  const refused = await callApi(slack, 'chat.postMessage', card);
  const plain = await callApi(slack, 'chat.postMessage', hello);
  slack.faults.refuseBlocks();
  const taken = await callApi(slack, 'chat.postMessage', card);

  expect([refused.ok, refused['error'], plain.ok, taken.ok]).toEqual([false, 'invalid_blocks', true, true]);
});
