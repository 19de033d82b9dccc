import { describe, expect, test } from 'vitest';
import { markupOf } from '../../../src/playground/page/html.ts';
import { drawn } from '../../../src/playground/page/part.ts';
import { type MessagePlace, messageParts } from '../../../src/playground/page/render-message.ts';
import type { StoredMessage } from '../../../src/playground/stand-in/messages.ts';
import type { Unfurl } from '../../../src/playground/stand-in/wire.ts';
import { markupProblems } from './markup-problems.ts';
import { hostileStrings, keptBlocks, lookup, plain } from './samples.ts';

const inChannel: MessagePlace = { where: 'channel', lookup, shortcuts: [], typed: () => 'to @ben' };
/** Today at 09:00 in London. */
const ts = '1795424400.000100';

function aMessage(message: Partial<StoredMessage>): StoredMessage {
  return { type: 'message', channel: 'C1', team: 'T1', ts, user: 'U1', text: '', ...message };
}

const draw = (messages: StoredMessage[], place = inChannel) => markupOf(drawn(messageParts(messages, place)));
const show = (message: Partial<StoredMessage>, place = inChannel) => draw([aMessage(message)], place);

describe('who and when', () => {
  test('a message carries its author, its time and the keys that the client needs', () => {
    const markup = show({ text: 'hi *all*' });

    expect(markup).toContain(
      '<article class="message" id="channel-1795424400-000100-message" data-ts="1795424400.000100" data-channel-id="C1" data-typed="to @ben" aria-label="Ada Okafor, 9:00 AM">',
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
    expect(show({})).not.toContain('badge');
  });
});

describe('what was said', () => {
  test('what the app shows under a link stands below the words', () => {
    const link = 'https://arxiv.org/abs/2402.17762';
    const unfurl: Unfurl = {
      ...{ id: 1, blocks: keptBlocks([{ type: 'header', text: plain('A paper') }]), fallback: 'A paper' },
      ...{ from_url: link, app_unfurl_url: link, is_app_unfurl: true, app_id: 'A1', bot_id: 'B1' },
    };
    const markup = show({ text: 'see this', attachments: [unfurl] });

    expect(markup).toMatch(/see this[\s\S]*<div class="unfurl"><div class="blocks"><h3>A paper<\/h3>/);
  });

  test('blocks win over the text, which is their fallback', () => {
    const markup = show({ text: 'fallback', blocks: keptBlocks([{ type: 'header', text: plain('Title') }]) });

    expect(markup).toContain('<h3>Title</h3>');
    expect(markup).not.toContain('fallback');
  });

  test('an edited message says so', () => expect(show({ edited: { user: 'U1', ts } })).toContain('(edited)'));

  test('a message for one reader is marked and offers neither thread nor reactions', () => {
    const markup = show({ ephemeralFor: 'U1', reply_count: 2 });

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
    expect(show({})).toContain('data-typed="to @ben"');
    expect(show({})).toContain('data-edit>Edit</button>');
    expect(show({ user: 'U2' })).not.toMatch(/data-(typed|edit|delete)/);
  });

  test('message shortcuts of the app are offered', () => {
    const shortcuts = [{ callbackId: 'related', name: 'Find related papers' }];

    expect(show({}, { ...inChannel, shortcuts })).toContain('data-shortcut="related">Find related papers</button>');
  });
});

describe('many messages', () => {
  const at = (minutes: number, user = 'U1') => aMessage({ ts: String(1795424400 + minutes * 60), user, text: 'x' });

  test('days are parted', () => {
    const markup = draw([at(-24 * 60), at(0), at(1)]);

    expect(markup.match(/(?<=class="day".*<span>)\w+/g)).toEqual(['Yesterday', 'Today']);
  });

  test('one author in one breath has one heading', () => {
    const markup = draw([at(0), at(1), at(2, 'U2'), at(8, 'U2')]);

    expect(markup.match(/class="message[^"]*"/g)).toEqual([
      'class="message"',
      'class="message continued"',
      'class="message"',
      'class="message"', // Six minutes later: a new heading.
    ]);
  });
});

test.each(hostileStrings)('a hostile string in any field stays text: %j', (text) => {
  const reactions = [{ name: text, users: ['U1'], count: 1 }];
  const files = [
    { id: text, name: text, title: text, mimetype: text, size: 1, url_private: '/files/F1', permalink: '' },
  ];
  const place = { ...inChannel, shortcuts: [{ callbackId: text, name: text }], typed: () => text };

  expect(markupProblems(show({ channel: text, text, reactions, files }, place))).toEqual([]);
  expect(markupProblems(show({ channel: text, user: text, text }, place))).toEqual([]);
});
