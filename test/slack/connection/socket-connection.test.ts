import { expect, test } from 'vitest';
import { nthPosted, postedIn } from '../../support/posted.ts';
import { readiness } from '../../support/readiness.ts';
import { openSlackWorkspace } from '../../support/slack-workspace.ts';

/** More tries than an outage of this test lasts. */
const always = 1_000;

test.each([
  ['no address for a socket: 500', { kind: '500' }, 'unconfirmed'],
  ['no address: told to wait', { kind: '429', retryAfterSeconds: 1 }, 'ratelimited'],
  ['no address: cut', { kind: 'drop' }, 'unconfirmed'],
  ['a page instead of an address', { kind: 'html' }, 'unconfirmed'],
  ['the app token no longer accepted', { kind: 'refused', error: 'invalid_auth' }, 'invalid_auth'],
  ['Socket Mode switched off', { kind: 'refused', error: 'link_disabled' }, 'link_disabled'],
] as const)(
  '%s: probes are told so, the log once with the cure, and service comes back by itself',
  async (_, fault, code) => {
    const workspace = await openSlackWorkspace();
    const { slack, logs } = workspace;
    slack.faults.inject({ on: 'apps.connections.open', ...fault, times: always });

    slack.faults.dropSockets();
    await slack.until(() => slack.traffic.calls('apps.connections.open').length >= 1 && slack.connections() === 0);
    await slack.until(() => logs.some(({ msg }) => String(msg).startsWith('No socket to Slack')));
    const during = await readiness(workspace);
    slack.faults.clear();
    await slack.until(() => slack.connections() === 1);
    await slack.people.as('ada').command('general', '/papers massive activations');
    await nthPosted(slack, 'general', 1);
    const after = await readiness(workspace);

    expect(logs.map(({ msg }) => msg)).toContain('The socket to Slack is back');
    expect(during).toMatchObject({ status: 503, body: { slack: 'not connected' } });
    expect(after).toMatchObject({ status: 200, body: { slack: 'connected' } });
    const told = logs.filter(({ msg }) => String(msg).startsWith('No socket to Slack'));
    expect(told).toMatchObject([{ code, cure: expect.any(String) }]);
  },
);

test.each(['warning', 'refresh_requested', 'link_disabled', 'too_many_websockets'])(
  'after Slack says goodbye (%s) there is another socket',
  async (reason) => {
    const { slack } = await openSlackWorkspace();
    const before = slack.traffic.calls('apps.connections.open').length;

    slack.faults.disconnectSockets(reason);
    await slack.until(() => slack.traffic.calls('apps.connections.open').length > before && slack.connections() === 1);
    await slack.people.as('ada').command('general', '/papers massive activations');

    expect((await nthPosted(slack, 'general', 1)).links[0]?.url).toBe('https://arxiv.org/abs/2402.17762');
  },
);

test('a command whose acknowledgement is lost with the connection is answered once, also when it is delivered again', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  slack.traffic.subscribe((entry) => {
    if (entry.kind === 'delivery' && entry.type === 'slash_commands') setImmediate(() => slack.faults.dropSockets());
  });
  const payload = { type: 'slash_commands' } as const;

  void ada.command('general', '/papers massive activations').catch(() => undefined);
  await nthPosted(slack, 'general', 1);
  const sent = slack.traffic.entries().find(({ kind }) => kind === 'delivery');
  if (sent?.kind !== 'delivery') throw new Error('Nothing was delivered.');
  await slack.until(() => slack.connections() === 1);
  await slack.deliver(payload.type, sent.payload);
  await slack.until(() => slack.connections() === 1);
  await ada.mention('ml-papers', 'dropout');
  await nthPosted(slack, 'ml-papers', 1);

  expect(postedIn(slack, 'general')).toHaveLength(1);
  expect(postedIn(slack, 'general')[0]?.shown).not.toContain('Something went wrong');
});
