import { describe, expect, test } from 'vitest';
import { markupOf } from '../../../src/playground/page/html.ts';
import { drawn } from '../../../src/playground/page/part.ts';
import { type MessagePlace, messageParts, renderMessage } from '../../../src/playground/page/render-message.ts';
import { markupProblems } from './markup-problems.ts';
import { hostileStrings, lookup, plain } from './samples.ts';

const inChannel: MessagePlace = { where: 'channel', channelId: 'C1', lookup, readerId: 'U1' };
/** Today at 09:00 in London. */
const ts = '1795424400.000100';
const show = (message: object, place = inChannel) => markupOf(renderMessage({ ts, user: 'U1', ...message }, place));

describe('who and when', () => {
  test('a message carries its author, its time and the keys that the client needs', () => {
    const markup = show({ text: 'hi *all*' });

    expect(markup).toContain(
      '<article class="message" id="channel-1795424400-000100-message" data-ts="1795424400.000100" data-channel-id="C1" aria-label="Ada Okafor, 9:00 AM">',
    );
    expect(markup).toContain('aria-hidden="true">AO</span>');
    expect(markup).toContain('<bdi class="author">Ada Okafor</bdi>');
    expect(markup).toContain(
      '<time datetime="2026-11-23T09:00:00.000Z" title="Monday, November 23, 2026 at 9:00:00 AM">',
    );
    expect(markup).toContain('<div class="text">hi <strong>all</strong></div>');
  });

  test('the app is marked, a person is not', () => {
    expect(show({ user: 'UB' })).toContain('<span class="badge">APP</span>');
    expect(show({ bot_id: 'B1' })).toContain('<span class="badge">APP</span>');
    expect(show({})).not.toContain('badge');
  });
});

describe('what was said', () => {
  test('what the app shows under a link stands below the words', () => {
    const unfurl = { blocks: [{ type: 'header', text: plain('A paper') }] };
    const markup = show({ text: 'see this', attachments: [unfurl, 'nonsense'] });

    expect(markup).toMatch(/see this[\s\S]*<div class="unfurl"><div class="blocks"><h3>A paper<\/h3>/);
  });

  test('blocks win over the text, which is their fallback', () => {
    const markup = show({ text: 'fallback', blocks: [{ type: 'header', text: plain('Title') }] });

    expect(markup).toContain('<h3>Title</h3>');
    expect(markup).not.toContain('fallback');
  });

  test('an edited message says so', () => expect(show({ edited: { ts } })).toContain('(edited)'));

  test('a message for one reader is marked and offers neither thread nor reactions', () => {
    const markup = show({ is_ephemeral: true, reply_count: 2 });

    expect(markup).toContain('class="message ephemeral"');
    expect(markup).toContain('Only visible to you');
    expect(markup).not.toContain('data-open-thread');
    expect(markup).not.toContain('toolbar');
  });
});

describe('what one can do', () => {
  test('reactions are switches, pressed for the reader’s own', () => {
    const markup = show({
      reactions: [
        { name: 'eyes', count: 2, users: ['U1', 'U2'] },
        { name: 'zzz', count: 1, users: ['U2'] },
      ],
    });

    expect(markup).toContain('data-reaction="eyes" aria-pressed="true" aria-label="eyes, 2">👀 2</button>');
    expect(markup).toContain('data-reaction="zzz" aria-pressed="false" aria-label="zzz, 1">:zzz: 1</button>');
  });

  test('a thread opens from its count of replies, or from Reply', () => {
    expect(show({ reply_count: 1 })).toContain(`class="replies" data-open-thread="${ts}">1 reply</button>`);
    expect(show({ reply_count: 3 })).toContain('3 replies');
    expect(show({})).toContain(`data-open-thread="${ts}">Reply</button>`);
    expect(show({ reply_count: 3 }, { ...inChannel, where: 'thread' })).not.toContain('data-open-thread');
  });

  test('people change their own messages only', () => {
    expect(show({ typed: 'to @ben' })).toContain('data-typed="to @ben"');
    expect(show({ typed: 'to @ben' })).toContain('data-edit>Edit</button>');
    expect(show({ typed: 'to @ben', user: 'U2' })).not.toMatch(/data-(typed|edit|delete)/);
  });

  test('message shortcuts of the app are offered', () => {
    const shortcuts = [{ callbackId: 'related', name: 'Find related papers' }];

    expect(show({}, { ...inChannel, shortcuts })).toContain('data-shortcut="related">Find related papers</button>');
  });
});

describe('many messages', () => {
  const at = (minutes: number, user = 'U1') => ({ ts: String(1795424400 + minutes * 60), user, text: 'x' });
  const all = (...messages: object[]) => markupOf(drawn(messageParts(messages, inChannel)));

  test('days are parted', () => {
    const markup = all(at(-24 * 60), at(0), at(1));

    expect(markup.match(/(?<=class="day".*<span>)\w+/g)).toEqual(['Yesterday', 'Today']);
  });

  test('one author in one breath has one heading', () => {
    const markup = all(at(0), at(1), at(2, 'U2'), at(8, 'U2'));

    expect(markup.match(/class="message[^"]*"/g)).toEqual([
      'class="message"',
      'class="message continued"',
      'class="message"',
      'class="message"', // Six minutes later: a new heading.
    ]);
  });
});

test.each([undefined, null, 'text', 7, [], { ts: {} }, { user: 5, ts: 1e300, blocks: 'x', reactions: [3] }])(
  'a malformed message does not break the page: %j',
  (message) => expect(markupProblems(markupOf(drawn(messageParts([message], inChannel))))).toEqual([]),
);

test.each(hostileStrings)('a hostile string in any field stays text: %j', (text) => {
  const message = {
    ts: text,
    user: text,
    text,
    reactions: [{ name: text }],
  };
  const shortcuts = [{ callbackId: text, name: text }];

  expect(markupProblems(show(message, { ...inChannel, channelId: text, shortcuts }))).toEqual([]);
});
