import { expect, test } from 'vitest';
import type { SlackStandIn } from '../../../src/playground/stand-in/slack-stand-in.ts';
import { anAppWith, aStandIn, callApi } from './support.ts';

/** What was sent to the app for the first time. Nobody listens here: sending is what counts. */
function deliveries(slack: SlackStandIn) {
  return slack.traffic
    .entries()
    .filter((entry) => entry.kind === 'delivery')
    .filter(({ retryAttempt }) => retryAttempt === 0);
}

function events(slack: SlackStandIn, type?: string): Record<string, unknown>[] {
  return deliveries(slack)
    .filter(({ name }) => !type || name === type)
    .map(({ payload }) => payload['event'] as Record<string, unknown>);
}

test('a mention comes as app_mention and as message, with one ts and two event ids', async () => {
  const slack = await aStandIn();

  const { ts } = await slack.people.as('ada').mention('general', 'papers?');

  expect(events(slack).map((event) => [event['type'], event['ts']])).toEqual([
    ['message', ts],
    ['app_mention', ts],
  ]);
  const ids = deliveries(slack).map(({ payload }) => payload['event_id']);
  expect(new Set(ids).size).toBe(2);
});

test('without a history scope only the mention is heard', async () => {
  const slack = await aStandIn({ app: anAppWith({ scopes: ['app_mentions:read'] }) });
  const ada = slack.people.as('ada');

  await ada.say('general', 'nothing for the app');
  await ada.mention('general', 'papers?');

  expect(events(slack).map(({ type }) => type)).toEqual(['app_mention']);
});

test('an app hears only what it subscribed to', async () => {
  const slack = await aStandIn({ app: anAppWith({ events: ['message.im'] }) });
  const ada = slack.people.as('ada');

  await ada.mention('general', 'papers?');
  await ada.say('ada', 'a direct message');

  expect(events(slack)).toMatchObject([{ type: 'message', channel_type: 'im', text: 'a direct message' }]);
});

test('nothing is heard from channels the bot is not in', async () => {
  const slack = await aStandIn();

  await slack.people.as('ada').mention('random', 'papers?');

  expect(events(slack)).toEqual([]);
});

test('typed text arrives escaped, with links and names as Slack writes them', async () => {
  const slack = await aStandIn();
  const ada = slack.people.as('ada');

  await ada.say('general', 'a < b & @ben. See https://arxiv.org/abs/1706.03762, or #ml-papers, not me@ada.test');

  const [event] = events(slack, 'message');
  expect(event?.['text']).toBe(
    `a &lt; b &amp; <@${slack.people.as('ben').id}>. See <https://arxiv.org/abs/1706.03762>, or <#C0MLPAPERS|ml-papers>, not me@ada.test`,
  );
  const types = JSON.stringify(event?.['blocks']).match(/(?<="type":")(text|user|link|channel)(?=")/g);
  expect(types).toEqual(['text', 'user', 'text', 'link', 'text', 'channel', 'text']);
});

test("the app's own messages come back to it as a bot's", async () => {
  const slack = await aStandIn();

  await callApi(slack, 'chat.postMessage', { channel: 'C00GENERAL', text: `<@${slack.botUserId}> me` });

  expect(events(slack)).toMatchObject([{ type: 'message', bot_id: slack.botId, app_id: slack.appId }]);
});

test('an edit comes as message_changed, and as a mention where the message has one', async () => {
  const slack = await aStandIn();
  const ada = slack.people.as('ada');
  const message = await ada.say('general', 'papers?');

  await ada.edit(message, `<@${slack.botUserId}> papers?`);
  await ada.edit(message, `<@${slack.botUserId}> papers, please?`);

  expect(events(slack, 'message')[1]).toMatchObject({
    subtype: 'message_changed',
    message: { ts: message.ts, text: `<@${slack.botUserId}> papers?`, edited: { user: ada.id } },
    previous_message: { text: 'papers?' },
  });
  expect(events(slack, 'app_mention')).toMatchObject([
    { ts: message.ts, edited: { user: ada.id } },
    { ts: message.ts, edited: { user: ada.id } },
  ]);
});

test.each([
  ['message', ['message', 'app_mention']],
  ['app_mention', ['app_mention', 'message']],
] as const)('with %s first, both events of a mention come in that order', async (firstEvent, order) => {
  const slack = await aStandIn({ firstEvent });

  await slack.people.as('ada').mention('general', 'papers?');

  expect(events(slack).map(({ type }) => type)).toEqual(order);
});

test.each(['me_message', 'file_share', 'thread_broadcast'] as const)('words can come as %s', async (as) => {
  const slack = await aStandIn();
  const ada = slack.people.as('ada');
  const { ts: threadTs } = await ada.say('ada', 'papers?');

  await ada.say('ada', 'more', { threadTs, as });

  expect(events(slack).at(-1)).toMatchObject({ subtype: as, text: 'more', thread_ts: threadTs });
});

test('joins, home visits and deletions are told', async () => {
  const slack = await aStandIn();
  const ada = slack.people.as('ada');
  const message = await ada.say('general', 'hello');

  await ada.deleteMessage(message);
  await ada.inviteBot('random');
  await ada.openHome('messages');

  expect(events(slack).slice(1)).toMatchObject([
    { type: 'message', subtype: 'message_deleted', deleted_ts: message.ts },
    { type: 'member_joined_channel', user: slack.botUserId, inviter: ada.id, channel: 'C000RANDOM' },
    { type: 'app_home_opened', tab: 'messages', user: ada.id, channel: slack.workspace.directMessage(ada.id) },
  ]);
});

test('a message with replies leaves a tombstone until its last reply is gone too', async () => {
  const slack = await aStandIn();
  const ada = slack.people.as('ada');
  const parent = await ada.say('general', 'parent');
  const reply = await slack.people.as('ben').say('general', 'reply', { threadTs: parent.ts });

  await ada.deleteMessage(parent);
  expect(slack.workspace.thread('general', parent.ts)).toMatchObject([
    { subtype: 'tombstone', text: 'This message was deleted.', user: 'USLACKBOT' },
    { text: 'reply' },
  ]);
  await slack.people.as('ben').deleteMessage(reply);

  expect(slack.workspace.messages('general')).toEqual([]);
});

test('an event is delivered again under its old id', async () => {
  const slack = await aStandIn({ app: anAppWith({ scopes: ['app_mentions:read'] }) });
  await slack.people.as('ada').mention('general', 'hello');
  const delivered = () => slack.traffic.entries().filter((entry) => entry.kind === 'delivery');

  await slack.redeliver({ reason: 'timeout' });

  const ids = delivered().map(({ payload }) => payload['event_id']);
  expect(new Set(ids).size).toBe(1);
  expect(delivered().at(-1)?.retryAttempt).toBeGreaterThan(0);
});
