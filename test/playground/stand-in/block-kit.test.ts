import { expect, test } from 'vitest';
import { checkedBlocks } from '../../../src/playground/stand-in/block-kit/block-rules.ts';
import { checkedView } from '../../../src/playground/stand-in/block-kit/view-rules.ts';
import { Refusal } from '../../../src/playground/stand-in/web-api/refusal.ts';
import { actions, aStandIn, button, callApi, header, plain } from './support.ts';

/** What is wrong, in Slack's words. */
function problemsOf(check: () => unknown): unknown {
  try {
    check();
    return [];
  } catch (error) {
    return error instanceof Refusal ? error.details['errors'] : error;
  }
}

const problemsIn = (blocks: unknown) => problemsOf(() => checkedBlocks(blocks, 'message'));

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const option = (value: string, text = 'One') => ({ text: plain(text), value });
const richText = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const overflow = (count: number) => ({ type: 'overflow', action_id: 'more', options: options(count) });
const options = (count: number) => Array.from({ length: count }, (_, index) => option(String(index)));
const card = (parts: object) => ({ type: 'card', title: plain('x'), ...parts });
const carousel = (...elements: object[]) => ({ type: 'carousel', elements });
const x = (count: number) => 'x'.repeat(count);

test.each([
  [
    '51 blocks',
    Array.from({ length: 51 }, () => ({ type: 'divider' })),
    'no more than 50 items allowed [json-pointer:/blocks]',
  ],
  ['a header of 151', [header(x(151))], 'must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
  ['a section of 3,001', [section(x(3_001))], 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
  ['an empty section', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  ['a section without text', [{ type: 'section' }], 'must define either `text` or `fields` [json-pointer:/blocks/0]'],
  ['a bare string as text', [{ type: 'section', text: 'x' }], 'must provide an object [json-pointer:/blocks/0/text]'],
  ['an unknown block', [{ type: 'hero' }], 'unsupported type: hero [json-pointer:/blocks/0/type]'],
  ['no block type', [{}], 'missing required field: type [json-pointer:/blocks/0]'],
  [
    'an unknown key',
    [{ ...header('x'), disabled: true }],
    'invalid additional property: disabled [json-pointer:/blocks/0]',
  ],
  [
    '26 buttons',
    [actions(...Array.from({ length: 26 }, (_, i) => button(`b${i}`)))],
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'a button text of 76',
    [actions(button('a', { text: plain(x(76)) }))],
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'a button value of 2,001',
    [actions(button('a', { value: x(2_001) }))],
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'a button url of 3,001',
    [actions(button('a', { url: x(3_001) }))],
    'must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'an action_id of 256',
    [actions(button(x(256)))],
    'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
  ],
  [
    'one action_id twice in a block',
    [actions(button('a'), button('a'))],
    '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
  ],
  [
    'one block_id twice',
    [
      { ...header('x'), block_id: 'b' },
      { ...header('y'), block_id: 'b' },
    ],
    '`block_id` "b" already exists [json-pointer:/blocks/1/block_id]',
  ],
  [
    'an input element in actions',
    [actions({ type: 'plain_text_input', action_id: 'a' })],
    'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'an overflow menu without options',
    [actions(overflow(0))],
    'must provide at least 1 items [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'an overflow menu of six',
    [actions(overflow(6))],
    'no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    '101 options',
    [actions({ type: 'static_select', action_id: 's', options: options(101) })],
    'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'an option text of 76',
    [actions({ ...overflow(1), options: [option('1', x(76))] })],
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
  ],
  [
    'an option value of 151',
    [actions({ ...overflow(1), options: [option(x(151))] })],
    'must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
  ],
  [
    '11 context elements',
    [{ type: 'context', elements: Array.from({ length: 11 }, () => plain('x')) }],
    'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'a card with nothing to see',
    [{ type: 'card', subtitle: plain('x') }],
    'must define at least one of `hero_image`, `title`, `actions` or `body` [json-pointer:/blocks/0]',
  ],
  [
    'a card title of 151',
    [card({ title: plain(x(151)) })],
    'must be less than 151 characters [json-pointer:/blocks/0/title/text]',
  ],
  [
    'a card body of 201',
    [card({ body: plain(x(201)) })],
    'must be less than 201 characters [json-pointer:/blocks/0/body/text]',
  ],
  [
    'a card of four buttons',
    [card({ actions: ['a', 'b', 'c', 'd'].map((id) => button(id)) })],
    'no more than 3 items allowed [json-pointer:/blocks/0/actions]',
  ],
  [
    'a menu on a card',
    [card({ actions: [overflow(1)] })],
    'unsupported type: overflow [json-pointer:/blocks/0/actions/0/type]',
  ],
  [
    'a picture without words',
    [card({ hero_image: { type: 'image', image_url: 'https://a.org/p.png' } })],
    'missing required field: alt_text [json-pointer:/blocks/0/hero_image]',
  ],
  [
    'a carousel of eleven cards',
    [carousel(...Array.from({ length: 11 }, () => card({})))],
    'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  ['a carousel of none', [carousel()], 'must provide at least 1 items [json-pointer:/blocks/0/elements]'],
  [
    'one action_id on two cards of a carousel',
    [carousel(card({ actions: [button('a')] }), card({ actions: [button('a')] }))],
    '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/actions/0/action_id]',
  ],
  [
    'one block_id for a card and its carousel',
    [{ ...carousel(card({ block_id: 'b' })), block_id: 'b' }],
    '`block_id` "b" already exists [json-pointer:/blocks/0/elements/0/block_id]',
  ],
  [
    'empty rich text',
    [richText({ type: 'text', text: '' })],
    'must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]',
  ],
  [
    'an unknown rich text element',
    [richText({ type: 'video' })],
    'unsupported type: video [json-pointer:/blocks/0/elements/0/elements/0/type]',
  ],
  [
    'a style that is no boolean',
    [richText({ type: 'text', text: 'x', style: { bold: 1 } })],
    'must provide a boolean [json-pointer:/blocks/0/elements/0/elements/0/style/bold]',
  ],
])('%s is refused with the reason and its place', (_, blocks, problem) => {
  expect(problemsIn(blocks)).toEqual([problem]);
});

test('lengths count characters as people do: an emoji is one', () => {
  expect(problemsIn([header('📄'.repeat(150))])).toEqual([]);
});

test('everything at its limit is accepted', () => {
  const blocks = [
    header(x(150)),
    section(x(3_000)),
    actions(...Array.from({ length: 24 }, (_, index) => button(`b${index}`)), overflow(5)),
    { type: 'context', elements: Array.from({ length: 10 }, () => plain('x')) },
    card({ title: plain(x(150)), subtitle: plain(x(150)), body: plain(x(200)), subtext: plain(x(200)) }),
    card({ actions: ['a', 'b', 'c'].map((id) => button(id)) }),
    carousel(...Array.from({ length: 10 }, (_, index) => card({ actions: [button(`a${index}`)] }))),
  ];

  expect(problemsIn(blocks)).toEqual([]);
});

test('the same action may stand once in each row', () => {
  const row = { ...section('A paper'), accessory: button('save') };

  expect(problemsIn([row, row])).toEqual([]);
});

test('rich text of every kind is accepted', () => {
  const words = [
    { type: 'text', text: 'A* search', style: { bold: true, italic: false } },
    { type: 'link', url: 'https://arxiv.org', text: 'arXiv' },
    { type: 'user', user_id: 'U1' },
    { type: 'channel', channel_id: 'C1' },
    { type: 'date', timestamp: 1_764_000_000, format: '{date_short}', fallback: 'today' },
  ];
  const item = { type: 'rich_text_section', elements: words };
  const elements = [
    item,
    { type: 'rich_text_list', style: 'ordered', elements: [item] },
    { type: 'rich_text_quote', elements: words },
    { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'code' }] },
  ];

  expect(problemsIn([{ type: 'rich_text', elements }])).toEqual([]);
});

test.each([
  ['a title of 25', { title: plain(x(25)) }, 'must be less than 25 characters [json-pointer:/view/title/text]'],
  ['no title', { title: undefined }, 'missing required field: title [json-pointer:/view]'],
  [
    'private_metadata of 3,001',
    { private_metadata: x(3_001) },
    'must be less than 3001 characters [json-pointer:/view/private_metadata]',
  ],
  [
    '101 blocks',
    { blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) },
    'no more than 100 items allowed [json-pointer:/view/blocks]',
  ],
  [
    'a table',
    { blocks: [{ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }] },
    'unsupported type: table [json-pointer:/view/blocks/0/type]',
  ],
  ['an unknown key', { color: 'red' }, 'invalid additional property: color [json-pointer:/view]'],
  [
    'an input and no submit',
    { blocks: [{ type: 'input', label: plain('x'), element: { type: 'plain_text_input' } }] },
    'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
  ],
])('a modal with %s is refused', (_, changes, problem) => {
  const view = { type: 'modal', title: plain('Title'), blocks: [], ...changes };

  expect(problemsOf(() => checkedView(view, 'modal'))).toEqual([problem]);
});

test('a refused message names every fault as Slack does, and is not posted', async () => {
  const slack = await aStandIn();

  const answer = await callApi(slack, 'chat.postMessage', {
    channel: 'C00GENERAL',
    text: 'x',
    blocks: [header(x(151))],
  });

  const problem = 'must be less than 151 characters [json-pointer:/blocks/0/text/text]';
  expect(answer).toEqual({
    ok: false,
    error: 'invalid_blocks',
    errors: [problem],
    response_metadata: { messages: [`[ERROR] ${problem}`] },
  });
  expect(slack.workspace.messages('general')).toEqual([]);
});

test('blocks of more than 13,200 characters together are too long', async () => {
  const slack = await aStandIn();
  const blocks = Array.from({ length: 5 }, () => section(x(2_700)));

  const answer = await callApi(slack, 'chat.postMessage', { channel: 'C00GENERAL', text: 'x', blocks });

  expect(answer.error).toBe('msg_blocks_too_long');
});
