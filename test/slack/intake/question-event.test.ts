import { describe, expect, test } from 'vitest';
import { questionOf } from '../../../src/slack/intake/question-event.ts';

const now = Date.parse('2026-11-29T12:00Z');
const secondsAgo = (seconds: number): string => `${now / 1_000 - seconds}.000100`;
const ts = secondsAgo(60);
const edited = { user: 'U1', ts: secondsAgo(1) };

const direct = { type: 'message', channel: 'D1', channel_type: 'im', user: 'U1', ts, text: 'kv cache' };
const mention = { type: 'app_mention', channel: 'C1', user: 'U1', ts, text: '<@UBOT> kv cache' };

/** An edit of a direct message that was said a minute ago. */
function change(after: object, before: object = { text: 'kv' }): object {
  const { type, channel, channel_type, ...said } = direct;
  const message = { ...said, edited, ...after };
  const edit = { ...{ type, channel, channel_type }, subtype: 'message_changed', hidden: true, ts: secondsAgo(1) };
  return { ...edit, message, previous_message: { ...said, ...before } };
}

function askedBy(event: object) {
  const authorizations = [{ team_id: 'T1', user_id: 'UBOT', is_bot: true }];
  return questionOf({ team_id: 'T1', event_id: 'Ev1', authorizations, event }, now);
}

describe('words of a person to the bot are a question', () => {
  test.each<[what: string, event: object, text: string]>([
    ['a direct message', direct, 'kv cache'],
    ['a direct message with a file', { ...direct, subtype: 'file_share', files: [{ id: 'F1' }] }, 'kv cache'],
    ['a file alone', { ...direct, subtype: 'file_share', files: [{ id: 'F1' }], text: '' }, ''],
    ['/me in a direct message', { ...direct, subtype: 'me_message' }, 'kv cache'],
    ['a reply also sent to the conversation', { ...direct, subtype: 'thread_broadcast', thread_ts: '1.0' }, 'kv cache'],
    ['a mention', mention, '<@UBOT> kv cache'],
    ['a mention with a file', { ...mention, files: [{ id: 'F1' }] }, '<@UBOT> kv cache'],
    ['a mention in a reply also sent to the channel', { ...mention, subtype: 'thread_broadcast' }, '<@UBOT> kv cache'],
    ['a mention that an edit added', { ...mention, edited }, '<@UBOT> kv cache'],
    ['an edited direct message', change({ text: 'kv caches' }), 'kv caches'],
    ['fields that Slack may add one day', { ...mention, assistant_thread: {}, bot_id: null }, '<@UBOT> kv cache'],
  ])('%s', (_, event, text) => {
    expect(askedBy(event)).toMatchObject({ team: 'T1', user: 'U1', ts, text, botUserId: 'UBOT' });
  });
});

describe('all else is none', () => {
  test.each<[what: string, event: object]>([
    [
      'a message in a channel, also with a mention: that comes as app_mention',
      { ...mention, type: 'message', channel_type: 'channel' },
    ],
    ['an edit in a channel', { ...change({ text: '<@UBOT> kv' }), channel: 'C1', channel_type: 'channel' }],
    ['a mention by another bot', { ...mention, bot_id: 'B1' }],
    ['a direct message of another bot', { ...direct, bot_id: 'B1' }],
    ['a direct message of another bot, as Slack marks some', { ...direct, subtype: 'bot_message' }],
    ['an edit of the bot’s own message', change({ text: 'more', bot_id: 'B0' })],
    ['a preview that Slack adds to a link', change({ text: 'kv', attachments: [{}] })],
    ['a change without an edit', change({ text: 'kv caches', edited: undefined })],
    [
      'an edit of a message so old that nobody knows whether it was answered',
      { ...mention, ts: secondsAgo(8 * 86_400), edited },
    ],
    ['a deletion', { ...direct, subtype: 'message_deleted', deleted_ts: ts }],
    ...[
      'channel_join',
      'channel_leave',
      'channel_topic',
      'channel_purpose',
      'channel_name',
      'channel_archive',
      'channel_unarchive',
      'channel_posting_permissions',
      'ekm_access_denied',
      'message_replied',
      'pinned_item',
      'reminder_add',
      'tombstone',
      'huddle_thread',
      'assistant_app_thread',
      'a_subtype_of_next_year',
    ].map((subtype): [string, object] => [subtype, { ...direct, subtype }]),
    ['another event', { type: 'reaction_added', user: 'U1', item: {} }],
  ])('%s', (_, event) => {
    expect(askedBy(event)).toBeUndefined();
  });

  test.each([undefined, {}, { command: '/papers', trigger_id: '1' }, { type: 'block_actions' }])('%j', (body) => {
    expect(questionOf(body, now)).toBeUndefined();
  });
});

test('one message is one question, whatever event brings it', () => {
  const ids = [mention, { ...mention, edited, text: '<@UBOT> kv caches' }].map((event) => askedBy(event)?.id);

  expect(new Set(ids).size).toBe(1);
});
