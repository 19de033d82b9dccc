import { expect, test } from 'vitest';
import type { SlackStandIn } from '../../../src/playground/stand-in/slack-stand-in.ts';
import { aBoltApp, actions, anAppWith, aStandIn, button, callApi, header } from './support.ts';

const link = 'https://papers.example/abs/1?a=1&b=2';
const channel = 'C00GENERAL';

const withDomain = () => aStandIn({ app: anAppWith({ unfurlDomains: ['papers.example'] }) });

/** The links that the app was told of, oldest first. */
function told(slack: SlackStandIn): Record<string, unknown>[] {
  return slack.traffic
    .entries()
    .filter((entry) => entry.kind === 'delivery')
    .filter(({ name, retryAttempt }) => name === 'link_shared' && retryAttempt === 0)
    .map(({ payload }) => payload['event'] as Record<string, unknown>);
}

const unfurls = (blocks: object[] = [header('A paper')], url = link) => ({ [url]: { blocks } });

test('links of registered domains are told, of every conversation, and no others', async () => {
  const slack = await withDomain();
  const ada = slack.people.as('ada');

  const { ts } = await ada.say('general', `see ${link} and https://elsewhere.example/x`);
  await ada.say('random', 'https://www.papers.example/abs/2');
  await ada.say('general', 'papers.example/abs/3, https://notpapers.example/4');
  await callApi(slack, 'chat.postMessage', { channel, text: `<${link}>` });

  expect(told(slack)).toMatchObject([
    {
      ...{ channel, message_ts: ts, user: ada.id, source: 'conversations_history', is_bot_user_member: true },
      links: [{ domain: 'papers.example', url: link }],
    },
    { channel: 'C000RANDOM', is_bot_user_member: false, links: [{ url: 'https://www.papers.example/abs/2' }] },
  ]);
});

test('an edit tells links only when it adds one', async () => {
  const slack = await withDomain();
  const ada = slack.people.as('ada');
  const said = await ada.say('general', `see ${link}`);

  await ada.edit(said, `do see ${link}`);
  await ada.edit(said, `do see ${link} and https://papers.example/abs/2`);

  expect(told(slack).map(({ links }) => (links as unknown[]).length)).toEqual([1, 2]);
});

test('what is behind a link stands under it until the link goes, once for each link', async () => {
  const slack = await withDomain();
  const ada = slack.people.as('ada');
  const { ts } = await ada.say('general', `see ${link}`);

  const first = await callApi(slack, 'chat.unfurl', { channel, ts, unfurls: unfurls([header('Old')]) });
  const again = await callApi(slack, 'chat.unfurl', { channel, ts, unfurls: unfurls([header('New')]) });

  expect([first, again]).toEqual([{ ok: true }, { ok: true }]);
  expect(slack.workspace.message({ channel, ts })?.attachments).toMatchObject([
    { id: 1, app_unfurl_url: link, is_app_unfurl: true, blocks: [{ type: 'header', text: { text: 'New' } }] },
  ]);
  await ada.edit({ channel, ts }, 'never mind');
  expect(slack.workspace.message({ channel, ts })?.attachments).toBeUndefined();
});

test('words that nobody has sent yet can be unfurled', async () => {
  const slack = await withDomain();

  await slack.people.as('ada').compose(`see ${link}`);

  const [event] = told(slack);
  expect(event).toMatchObject({ channel: 'COMPOSER', source: 'composer', message_ts: event?.['unfurl_id'] });
  expect(
    await callApi(slack, 'chat.unfurl', { channel: 'COMPOSER', ts: event?.['message_ts'], unfurls: unfurls() }),
  ).toEqual({ ok: true });
});

const richText = {
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }],
};

test.each([
  ['cannot_find_channel', { channel: 'C0NOWHERE0' }],
  ['cannot_find_message', { ts: '1.000001' }],
  ['invalid_arguments', { ts: undefined }],
  ['cannot_find_channel', { channel: 'COMPOSER', ts: 'no such words' }],
  ['missing_unfurls', { unfurls: undefined }],
  ['invalid_unfurls_format', { unfurls: [header('A list')] }],
  ['cannot_unfurl_url', { unfurls: unfurls([header('x')], 'https://elsewhere.example/') }],
  ['cannot_unfurl_message', { unfurls: unfurls([header('x')], 'https://papers.example/abs/other') }],
  ['invalid_blocks', { unfurls: unfurls([richText]) }],
  ['invalid_blocks', { unfurls: unfurls([header('x'.repeat(151))]) }],
])('chat.unfurl answers %s as Slack does: %j', async (error, wrong) => {
  const slack = await withDomain();
  const { ts } = await slack.people.as('ada').say('general', `see ${link}`);

  const answer = await callApi(slack, 'chat.unfurl', { channel, ts, unfurls: unfurls(), ...wrong });

  expect(answer).toMatchObject({ ok: false, error });
});

test('a press under a link brings what the app put there, and not the message', async () => {
  const slack = await withDomain();
  const seen = Promise.withResolvers<Record<string, unknown>>();
  await aBoltApp(slack, (app) => {
    app.event('link_shared', async ({ client, event: { channel, message_ts: ts } }) => {
      await client.chat.unfurl({
        channel,
        ts,
        unfurls: { [link]: { blocks: [actions(button('save', { value: '1' }))] } },
      });
    });
    app.action('save', async ({ ack, body, respond }) => {
      await ack();
      await respond({ text: 'Saved', response_type: 'ephemeral', replace_original: false });
      seen.resolve(body as unknown as Record<string, unknown>);
    });
  });
  const ada = slack.people.as('ada');
  const { ts } = await ada.say('general', `see ${link}`);
  await slack.until(() => slack.workspace.message({ channel, ts })?.attachments !== undefined);

  expect(await ada.click({ channel, ts }, 'save')).toEqual({ acknowledged: true });

  const body = await seen.promise;
  expect(body).toMatchObject({
    container: { type: 'message_attachment', message_ts: ts, is_app_unfurl: true, app_unfurl_url: link },
    app_unfurl: { blocks: [{ type: 'actions' }] },
    channel: { id: channel },
  });
  expect(body['message']).toBeUndefined();
  await slack.until(() => slack.workspace.messages('general', ada.id).some(({ text }) => text === 'Saved'));
});

test('a message has an address, which leads to its conversation', async () => {
  const slack = await withDomain();
  const { ts } = await slack.people.as('ada').say('general', 'hello');
  const reply = await slack.people.as('ben').say('general', 'hi', { threadTs: ts });

  const [top, below, gone, secret] = [
    await callApi(slack, 'chat.getPermalink', { channel, message_ts: ts }),
    await callApi(slack, 'chat.getPermalink', { channel, message_ts: reply.ts }),
    await callApi(slack, 'chat.getPermalink', { channel, message_ts: '1.000001' }),
    await callApi(slack, 'chat.getPermalink', { channel: 'C00SECRET0', message_ts: ts }),
  ];

  expect(top).toMatchObject({ permalink: `${slack.url}/archives/${channel}/p${ts.replace('.', '')}` });
  expect(String(below['permalink'])).toContain(`?thread_ts=${ts}`);
  expect([gone.error, secret.error]).toEqual(['message_not_found', 'channel_not_found']);
});
