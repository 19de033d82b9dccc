import { WebClient } from '@slack/web-api';
import { expect, test } from 'vitest';
import { createManualClock } from './manual-clock.ts';
import { anAppWith, aStandIn, callApi, header } from './support.ts';

test('text, blocks and metadata come back as they were sent', async () => {
  const slack = await aStandIn();
  const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
  const metadata = { event_type: 'digest', event_payload: { day: '2026-11-23', part: 1 } };

  const { ts = '' } = await client.chat.postMessage({
    channel: 'C00GENERAL',
    text: 'Digest',
    blocks: [{ type: 'header', text: { type: 'plain_text', text: 'Digest' } }],
    metadata,
  });

  const [stored] = slack.workspace.messages('general');
  expect(stored).toMatchObject({ text: 'Digest', metadata, user: slack.botUserId });
  const told = await client.conversations.history({ channel: 'C00GENERAL', include_all_metadata: true });
  expect(told.messages?.[0]).toMatchObject({ ts, text: 'Digest', metadata, blocks: [{ type: 'header' }] });
  const untold = await client.conversations.history({ channel: 'C00GENERAL' });
  expect(untold.messages?.[0]?.metadata).toBeUndefined();
});

test('history comes newest first, in pages, between two times, without ephemerals and replies', async () => {
  const slack = await aStandIn();
  const channel = 'C00GENERAL';
  const posts = [];
  for (const text of ['one', 'two', 'three', 'four'])
    posts.push(await callApi(slack, 'chat.postMessage', { channel, text }));
  const [one, , , four] = posts.map(({ ts }) => String(ts));
  await callApi(slack, 'chat.postMessage', { channel, text: 'reply', thread_ts: one });
  await callApi(slack, 'chat.postEphemeral', { channel, text: 'psst', user: slack.people.as('ada').id });

  const first = await callApi(slack, 'conversations.history', { channel, limit: 3 });
  const second = await callApi(slack, 'conversations.history', {
    channel,
    limit: 3,
    cursor: first.response_metadata?.next_cursor,
  });
  const between = await callApi(slack, 'conversations.history', { channel, oldest: one, latest: four });
  const inclusive = await callApi(slack, 'conversations.history', {
    channel,
    oldest: one,
    latest: four,
    inclusive: true,
  });

  expect(texts(first)).toEqual(['four', 'three', 'two']);
  expect(first['has_more']).toBe(true);
  expect(texts(second)).toEqual(['one']);
  expect(texts(between)).toEqual(['three', 'two']);
  expect(texts(inclusive)).toHaveLength(4);
});

test('replies come oldest first, whatever is asked for, and their parent with every first page', async () => {
  const slack = await aStandIn();
  const channel = 'C00GENERAL';
  const { ts } = await callApi(slack, 'chat.postMessage', { channel, text: 'parent' });
  const replies = [];
  for (const text of ['one', 'two', 'three', 'four'])
    replies.push(await callApi(slack, 'chat.postMessage', { channel, text, thread_ts: ts }));
  const [, two, three] = replies.map((reply) => String(reply['ts']));

  const first = await callApi(slack, 'conversations.replies', {
    channel,
    ts,
    latest: three,
    inclusive: true,
    limit: 2,
  });
  const cursor = first.response_metadata?.next_cursor;
  const rest = { channel, ts, latest: three, inclusive: true, limit: 2, cursor };
  const second = await callApi(slack, 'conversations.replies', rest);
  const since = await callApi(slack, 'conversations.replies', { channel, ts, oldest: two });

  expect([texts(first), first['has_more']]).toEqual([['parent', 'one', 'two'], true]);
  expect([texts(second), second['has_more']]).toEqual([['three'], false]);
  expect(texts(since)).toEqual(['parent', 'three', 'four']);
});

test('replies come with their parent first, which counts them', async () => {
  const slack = await aStandIn();
  const channel = 'C00GENERAL';
  const { ts } = await callApi(slack, 'chat.postMessage', { channel, text: 'parent' });
  await callApi(slack, 'chat.postMessage', { channel, text: 'reply', thread_ts: ts });

  const thread = await callApi(slack, 'conversations.replies', { channel, ts });

  expect(texts(thread)).toEqual(['parent', 'reply']);
  expect(thread['messages']).toMatchObject([{ reply_count: 1, thread_ts: ts }, { parent_user_id: slack.botUserId }]);
});

test.each([
  ['a channel that is not there', 'C0NOTHING0', 'channel_not_found'],
  ['a private channel the bot is not in', 'C00SECRET0', 'channel_not_found'],
  ['a public channel the bot is not in', 'C000RANDOM', 'not_in_channel'],
  ['an archived channel', 'C000OLDOLD', 'is_archived'],
])('posting to %s is refused', async (_, channel, error) => {
  const slack = await aStandIn();

  const answer = await callApi(slack, 'chat.postMessage', { channel, text: 'hello' });

  expect(answer).toMatchObject({ ok: false, error });
});

test.each([
  ['nothing to say', { channel: 'C00GENERAL' }, 'no_text'],
  ['no channel', { text: 'hello' }, 'invalid_arguments'],
  ['a thread that is not there', { channel: 'C00GENERAL', text: 'hello', thread_ts: '1.000001' }, 'thread_not_found'],
  ['metadata without a type', { channel: 'C00GENERAL', text: 'x', metadata: {} }, 'invalid_metadata_format'],
  ['blocks that are not a list', { channel: 'C00GENERAL', text: 'x', blocks: 'oops' }, 'invalid_blocks_format'],
])('a message with %s is refused', async (_, given, error) => {
  const slack = await aStandIn();

  expect(await callApi(slack, 'chat.postMessage', given)).toMatchObject({ ok: false, error });
});

test('text is cut at 40,000 characters', async () => {
  const slack = await aStandIn();

  await callApi(slack, 'chat.postMessage', { channel: 'C00GENERAL', text: 'x'.repeat(40_001) });

  expect(slack.workspace.messages('general')[0]?.text).toHaveLength(40_000);
});

test('an app changes and deletes its own messages only', async () => {
  const slack = await aStandIn();
  const channel = 'C00GENERAL';
  const { ts: foreign } = await slack.people.as('ada').say('general', 'mine');
  const { ts } = await callApi(slack, 'chat.postMessage', { channel, text: 'old', blocks: [header('old')] });

  const refused = await callApi(slack, 'chat.update', { channel, ts: foreign, text: 'yours' });
  const gone = await callApi(slack, 'chat.update', { channel, ts: '1.000001', text: 'new' });
  await callApi(slack, 'chat.update', { channel, ts, text: 'new' });

  expect(refused.error).toBe('cant_update_message');
  expect(gone.error).toBe('message_not_found');
  const updated = slack.workspace.messages('general')[1];
  expect(updated).toMatchObject({ text: 'new', edited: { user: slack.botUserId } });
  expect(updated?.blocks).toBeUndefined(); // Documented: text alone drops the blocks.
  expect(await callApi(slack, 'chat.delete', { channel, ts: foreign })).toMatchObject({ error: 'cant_delete_message' });
  expect(await callApi(slack, 'chat.delete', { channel, ts })).toMatchObject({ ok: true });
});

test('an ephemeral message needs its reader in the channel', async () => {
  const slack = await aStandIn();
  const ada = slack.people.as('ada');
  await ada.leave('general');

  const answer = await callApi(slack, 'chat.postEphemeral', { channel: 'C00GENERAL', text: 'psst', user: ada.id });

  expect(answer.error).toBe('user_not_in_channel');
});

test('a message to a person goes to the direct message', async () => {
  const slack = await aStandIn();
  const { id } = slack.people.as('ben');

  const answer = await callApi(slack, 'chat.postMessage', { channel: id, text: 'hello' });

  expect(answer['channel']).toBe(slack.workspace.directMessage(id));
});

test('a second message in the same second gets 429 and Retry-After, in this channel only', async () => {
  const clock = createManualClock();
  const slack = await aStandIn({ clock, messagesPerSecond: { rate: 1, burst: 1 } });
  const post = (channel: string) =>
    fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}` },
      body: new URLSearchParams({ channel, text: 'hello' }),
    });

  const statuses = [await post('C00GENERAL'), await post('C00GENERAL'), await post('C0MLPAPERS')];
  clock.advance(1_000);
  const later = await post('C00GENERAL');

  expect(statuses.map(({ status }) => status)).toEqual([200, 429, 200]);
  expect(statuses[1]?.headers.get('retry-after')).toBe('1');
  expect(later.status).toBe(200);
});

test.each([
  ['chat.postMessage', { channel: 'C00GENERAL', text: 'x' }, 'chat:write'],
  ['conversations.history', { channel: 'C00GENERAL' }, 'channels:history'],
  ['conversations.history', { channel: 'D00000ADA0' }, 'im:history'],
  ['users.info', { user: 'U00000ADA0' }, 'users:read'],
  ['reactions.add', { channel: 'C00GENERAL', timestamp: '1.1', name: 'eyes' }, 'reactions:write'],
])('%s of %j needs the scope %s', async (method, given, needed) => {
  const slack = await aStandIn({ app: anAppWith({ scopes: ['commands'] }) });

  expect(await callApi(slack, method, given)).toMatchObject({
    ok: false,
    error: 'missing_scope',
    needed,
    provided: 'commands',
  });
});

test('tokens are told apart', async () => {
  const slack = await aStandIn();
  const tokenless = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });

  expect(await tokenless.json()).toMatchObject({ ok: false, error: 'not_authed' });
  expect(await callApi(slack, 'auth.test', {}, 'xoxb-other')).toMatchObject({ error: 'invalid_auth' });
  expect(await callApi(slack, 'auth.test', {}, slack.appToken)).toMatchObject({ error: 'not_allowed_token_type' });
  expect(await callApi(slack, 'auth.test')).toMatchObject({ ok: true, user_id: slack.botUserId, bot_id: slack.botId });
  slack.faults.revokeToken();
  expect(await callApi(slack, 'auth.test')).toMatchObject({ error: 'token_revoked' });
  slack.faults.revokeToken('account_inactive');
  expect(await callApi(slack, 'auth.test')).toMatchObject({ error: 'account_inactive' });
});

test('a method that is not modelled answers unknown_method with status 200', async () => {
  const slack = await aStandIn();

  const response = await fetch(`${slack.apiUrl}files.upload`, { method: 'POST' });

  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ ok: false, error: 'unknown_method' });
});

test('people have names and time zones', async () => {
  const slack = await aStandIn();

  const { user } = await callApi(slack, 'users.info', { user: slack.people.as('ben').id });

  expect(user).toMatchObject({ name: 'ben', tz: 'America/New_York', is_bot: false });
  expect(await callApi(slack, 'users.info', { user: 'U0NOBODY00' })).toMatchObject({ error: 'user_not_found' });
});

test('an app lists the channels that it is in, private ones only with their members’ invitation', async () => {
  const slack = await aStandIn();
  const types = 'public_channel,private_channel';
  const names = async () => {
    const { channels } = await callApi(slack, 'users.conversations', { types, exclude_archived: true });
    return (channels as { name: string }[]).map(({ name }) => name);
  };

  const before = await names();
  await slack.people.as('ada').inviteBot('leads');

  expect(before).toEqual(['general', 'ml-papers']);
  expect(await names()).toEqual([...before, 'leads']);
});

test('a second reaction of the same kind is refused', async () => {
  const slack = await aStandIn();
  const { channel, ts: timestamp } = await slack.people.as('ada').say('general', 'hello');
  const given = { channel, timestamp, name: 'eyes' };

  expect(await callApi(slack, 'reactions.add', given)).toMatchObject({ ok: true });
  expect(await callApi(slack, 'reactions.add', given)).toMatchObject({ error: 'already_reacted' });
  expect(slack.workspace.message({ channel, ts: timestamp })?.reactions).toEqual([
    { name: 'eyes', users: [slack.botUserId], count: 1 },
  ]);
});

function texts(answer: Record<string, unknown>): string[] {
  return (answer['messages'] as { text: string }[]).map(({ text }) => text);
}
