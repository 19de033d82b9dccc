import { describe, expect, test } from 'vitest';
import { messageWords, type SaidMessage, wordsBesideLinks } from '../../../src/slack/requests/message-words.ts';

const bot = 'U0BOT';

const richText = (...elements: object[]) => [
  { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] },
];

describe('everything a message says counts', () => {
  test.each<[string, SaidMessage, string]>([
    ['its text', { text: 'kv cache <https://example.com|paging>' }, 'kv cache paging'],
    ['lines', { text: 'kv cache\nis large' }, 'kv cache\nis large'],
    [
      'blocks that say the same, once',
      { text: 'kv *cache*', blocks: richText({ type: 'text', text: 'kv cache' }) },
      'kv *cache*',
    ],
    [
      'blocks of an app without text',
      {
        text: '',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'New post' } },
          { type: 'section', text: { type: 'mrkdwn', text: 'On <https://example.com|sparse attention>' } },
          { type: 'section', fields: [{ type: 'mrkdwn', text: 'Area: LLMs' }] },
          {
            type: 'context',
            elements: [
              { type: 'image', alt_text: 'logo' },
              { type: 'plain_text', text: 'by a < b' },
            ],
          },
          { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Press me' } }] },
        ],
      },
      'New post\nOn sparse attention\nArea: LLMs\nby a < b',
    ],
    [
      'rich text in pieces, its links by label and address',
      {
        blocks: richText(
          { type: 'text', text: 'see ' },
          { type: 'link', url: 'https://arxiv.org/abs/2402.17762', text: 'this' },
          { type: 'user', user_id: 'U1' },
          { type: 'emoji', name: 'eyes' },
          { type: 'text', text: ' if a < b and c > d' },
        ),
      },
      'see this https://arxiv.org/abs/2402.17762 if a < b and c > d',
    ],
    [
      'attachments of apps, with their fields',
      {
        text: 'New in the feed',
        attachments: [
          {
            pretext: 'From the feed',
            title: 'Sparse attention',
            text: 'A summary.',
            fields: [{ title: 'Topic', value: 'LLMs' }],
          },
        ],
      },
      'New in the feed\nFrom the feed\nSparse attention\nA summary.\nTopic\nLLMs',
    ],
    [
      'what Slack shows of a link',
      {
        text: '<https://arxiv.org/abs/2402.17762>',
        attachments: [
          { from_url: 'https://arxiv.org/abs/2402.17762', title: 'Massive Activations', text: 'We observe' },
        ],
      },
      'https://arxiv.org/abs/2402.17762\nMassive Activations https://arxiv.org/abs/2402.17762\nWe observe',
    ],
    [
      'a forwarded message',
      {
        text: '',
        attachments: [
          {
            is_share: true,
            author_id: 'U1',
            text: 'variance between runs',
            message_blocks: [{ message: { blocks: richText({ type: 'text', text: 'variance between runs' }) } }],
          },
        ],
      },
      'variance between runs',
    ],
    [
      'a forwarded message that has only blocks',
      {
        text: '',
        attachments: [
          {
            is_share: true,
            message_blocks: [{ message: { blocks: richText({ type: 'text', text: 'variance between runs' }) } }],
          },
        ],
      },
      'variance between runs',
    ],
    [
      'the fallback of an attachment that has nothing else',
      { attachments: [{ fallback: 'loss spikes' }] },
      'loss spikes',
    ],
    ['our own message, forwarded: not', { text: 'look', attachments: [{ author_id: bot, text: 'kv cache' }] }, 'look'],
    ['nothing', { blocks: 'odd', attachments: [null, 7] }, ''],
  ])('%s', (_, message, words) => {
    expect(messageWords(message, bot)).toBe(words);
  });
});

test.each<[SaidMessage, string]>([
  [{ text: '<https://arxiv.org/abs/2402.17762|Massive Activations>' }, ''],
  [{ text: 'thoughts? <https://arxiv.org/abs/2402.17762>' }, 'thoughts?'],
  [{ blocks: richText({ type: 'link', url: 'https://arxiv.org/abs/2402.17762' }) }, ''],
])('beside links %j says %j', (message, words) => {
  expect(wordsBesideLinks(message)).toBe(words);
});
