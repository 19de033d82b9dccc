import { expect, test } from 'vitest';
import type { SlackStandIn } from '../../../src/playground/stand-in/slack-stand-in.ts';
import { callApi, withPapersCommand } from '../stand-in/support.ts';
import { aServedPage } from './served-page.ts';

async function textAt(slack: SlackStandIn, path: string): Promise<string> {
  return (await fetch(slack.url + path)).text();
}

function act(slack: SlackStandIn, body: object): Promise<Response> {
  return fetch(`${slack.url}/act?as=U00000ADA0`, { method: 'POST', body: JSON.stringify(body) });
}

test('an archived channel has a sentence in place of its message box', async () => {
  const slack = await aServedPage();

  const page = await textAt(slack, '/channels/C000OLDOLD');

  expect(page).toContain('This channel is archived.');
  expect(page).not.toContain('<textarea');
});

test.each([
  ['in an archived channel', { kind: 'send', channel: 'C000OLDOLD', text: 'hi' }, /archived/],
  ['of no known kind', { kind: 'fly' }, /invalid/i],
])('an act %s is answered with what the person is told, not with an HTTP error', async (_, wanted, shown) => {
  const slack = await aServedPage();

  const response = await act(slack, wanted);

  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ acknowledged: false, shown: expect.stringMatching(shown) });
});

test('an empty channel says what this is and what to try; with its first message that goes', async () => {
  const slack = await aServedPage(withPapersCommand());

  expect(await textAt(slack, '/')).toMatch(/id="welcome".*\/papers.*@testbot.*\/papers subscribe/s);
  await callApi(slack, 'chat.postMessage', { channel: 'C00GENERAL', text: 'first' });
  expect(await textAt(slack, '/')).not.toContain('id="welcome"');
});

test('the page carries no body of traffic; a line and a body come when they are asked for', async () => {
  const slack = await aServedPage();
  await callApi(slack, 'chat.postMessage', { channel: 'C00GENERAL', text: 'a secret', metadata: 'never drawn' });
  const { id = 0 } = slack.traffic.calls('chat.postMessage')[0] ?? {};

  expect(await textAt(slack, '/')).not.toContain('never drawn');
  expect(await textAt(slack, '/traffic?after=0')).toContain(`<li id="traffic-${id}"`);
  expect(await textAt(slack, '/traffic?after=0')).not.toContain('never drawn');
  expect(await textAt(slack, `/traffic?after=${id}`)).not.toContain(`<li id="traffic-${id}"`);
  expect(JSON.parse(await textAt(slack, `/traffic/${id}`))).toMatchObject({ arguments: { metadata: 'never drawn' } });
  expect(await textAt(slack, '/traffic/9999')).toBe('No longer kept.');
});

test('what the bot wrote elsewhere is counted for each person until they look there', async () => {
  const slack = await aServedPage();
  const general = (as: string) => textAt(slack, `/channels/C00GENERAL?as=${as}`);
  const home = (as: string) => textAt(slack, `/home?as=${as}`);
  await general('U00000ADA0');
  await slack.people.as('ben').say('general', 'only the bot’s messages count');
  const { ts } = await callApi(slack, 'chat.postMessage', { channel: 'C00GENERAL', text: 'one' });
  await callApi(slack, 'chat.postMessage', { channel: 'C00GENERAL', text: 'a reply', thread_ts: ts });
  await callApi(slack, 'chat.postEphemeral', { channel: 'C00GENERAL', text: 'for Ada', user: 'U00000ADA0' });

  expect(await home('U00000ADA0')).toContain('<span class="unread">3<');
  expect(await home('U00000BEN0')).toContain('<span class="unread">2<');
  expect(await home('U00000ADA0')).toMatch(/role="status">New messages: <a href="\/channels\/C00GENERAL[^>]*>#general/);
  await general('U00000ADA0');
  expect(await home('U00000ADA0')).not.toMatch(/class="unread"|New messages/);
  expect(await home('U00000BEN0')).toContain('<span class="unread">2<');
});

test('the address of a message leads to its conversation, that of a reply to its thread', async () => {
  const slack = await aServedPage();
  const { ts } = await slack.people.as('ada').say('ml-papers', 'see this');
  const reply = await slack.people.as('ben').say('ml-papers', 'thanks', { threadTs: ts });
  const addresses = await Promise.all(
    [ts, reply.ts].map((message_ts) => callApi(slack, 'chat.getPermalink', { channel: 'C0MLPAPERS', message_ts })),
  );
  const [top = '', below = ''] = addresses.map(({ permalink }) => String(permalink).slice(slack.url.length));

  expect(await textAt(slack, top)).toContain('<h1>#ml-papers</h1>');
  expect(await textAt(slack, below)).toContain(`data-thread-ts="${ts}"`);
  expect((await fetch(`${slack.url}/archives/C0NOWHERE0/p1`)).status).toBe(404);
});
