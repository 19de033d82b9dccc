import { describe, expect, test } from 'vitest';
import { markupProblems } from './markup-problems.ts';
import { hostileStrings, option, plain, shown } from './samples.ts';

const show = (...blocks: unknown[]) => shown(blocks);

describe('layout blocks', () => {
  test('a header is a heading', () => {
    expect(show({ type: 'header', text: plain('Today :tada:') })).toContain('<h3>Today 🎉</h3>');
  });

  test('a section shows its text, its fields and what stands beside it', () => {
    const markup = show({
      type: 'section',
      text: { type: 'mrkdwn', text: '*Digest*' },
      fields: [plain('one'), { type: 'mrkdwn', text: '_two_' }],
      accessory: { type: 'button', text: plain('More') },
    });

    expect(markup).toContain('<strong>Digest</strong>');
    expect(markup).toContain('<div class="fields"><div>one</div><div><em>two</em></div></div>');
    expect(markup).toContain('<div class="accessory"><button');
  });

  test('a context shows texts in a row', () => {
    const markup = show({ type: 'context', elements: [plain('arXiv'), { type: 'mrkdwn', text: '_2026_' }] });

    expect(markup).toContain('<span>arXiv</span><span><em>2026</em></span>');
  });

  test('a divider is a rule', () => expect(show({ type: 'divider' })).toContain('<hr>'));

  test('a table has a heading row', () => {
    const cell = (text: string) => ({ type: 'raw_text', text });

    expect(show({ type: 'table', rows: [[cell('Paper')], [cell('KIVI')]] })).toContain(
      '<thead><tr><th scope="col">Paper</th></tr></thead><tbody><tr><td>KIVI</td></tr></tbody>',
    );
  });
});

describe('cards', () => {
  const card = {
    type: 'card',
    hero_image: { type: 'image', image_url: 'https://a.org/p.png', alt_text: 'First page of *KIVI*' },
    title: plain('*KIVI*'),
    subtitle: plain('2024'),
    body: { type: 'mrkdwn', text: '_Keys_ by channel.' },
    actions: [{ type: 'button', action_id: 'd', text: plain('Details') }],
  };

  test('a card shows its texts and buttons, and says what its picture is: none is fetched', () => {
    const markup = show(card);

    expect(markup).toContain('role="img" aria-label="First page of *KIVI*"');
    expect(markup).not.toContain('a.org');
    expect(markup).toContain('<div class="title">*KIVI*</div><div class="subtitle">2024</div>');
    expect(markup).toContain('<em>Keys</em> by channel.');
    expect(markup).toContain('data-action-id="d"');
  });

  test('the cards of a carousel stand in one row, which the keyboard reaches; each keeps its own id', () => {
    const markup = show({
      type: 'carousel',
      elements: [
        { ...card, block_id: 'c1' },
        { ...card, block_id: 'c2', actions: [{ type: 'button', action_id: 'e', text: plain('Details') }] },
      ],
    });

    expect(markup).toContain('class="carousel" tabindex="0" role="region" aria-label="2 cards, side by side"');
    expect([...markup.matchAll(/data-block-id="(c\d)"/g)].map(([, id]) => id)).toEqual(['c1', 'c2']);
    expect(markupProblems(markup)).toEqual([]);
  });
});

describe('rich text', () => {
  const rich = (...elements: unknown[]) => show({ type: 'rich_text', elements });
  const section = (...elements: unknown[]) => rich({ type: 'rich_text_section', elements });

  test('text is never parsed', () => {
    expect(section({ type: 'text', text: '*a* `b` <!here> &amp; :tada:\n2' })).toContain(
      '<p>*a* `b` &lt;!here&gt; &amp;amp; :tada:<br>2</p>',
    );
  });

  test('styles add up', () => {
    const style = { bold: true, italic: true, code: true };

    expect(section({ type: 'text', text: 'x', style })).toContain('<strong><em><code>x</code></em></strong>');
  });

  test.each([
    [
      { type: 'link', url: 'https://a.org', text: 'A*' },
      '<a href="https://a.org" target="_blank" rel="noopener noreferrer">A*</a>',
    ],
    [{ type: 'link', url: 'javascript:alert(1)', text: 'x' }, '<p>x</p>'],
    [{ type: 'user', user_id: 'U1' }, '@Ada Okafor'],
    [{ type: 'channel', channel_id: 'C1' }, '#papers'],
    [{ type: 'date', timestamp: 1795424400, format: '{date_long}' }, 'Monday, November 23, 2026'],
    [{ type: 'date', timestamp: 8.64e15, format: '{date_long}', fallback: 'soon' }, '<p>soon</p>'],
  ])('%j', (element, markup) => expect(section(element)).toContain(markup));

  test('lists, quotes and code keep their form', () => {
    const item = { type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] };

    expect(rich({ type: 'rich_text_list', style: 'ordered', elements: [item] })).toContain('<ol><li>x</li></ol>');
    expect(rich({ type: 'rich_text_list', style: 'bullet', elements: [item] })).toContain('<ul><li>');
    expect(rich({ type: 'rich_text_quote', elements: [{ type: 'text', text: 'q' }] })).toContain(
      '<blockquote>q</blockquote>',
    );
    expect(rich({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: ' a\n  b' }] })).toContain(
      '<pre> a\n  b</pre>',
    );
  });
});

test.each(hostileStrings)('a hostile string in any field stays text: %j', (word) => {
  const texts = [plain(word), { type: 'mrkdwn', text: word }];
  const button = {
    type: 'button',
    action_id: word,
    value: word,
    url: word,
    text: plain(word),
    accessibility_label: word,
  };
  const select = {
    type: 'static_select',
    action_id: 'select',
    placeholder: plain(word),
    options: [option(word, word)],
  };
  const inline = [
    { type: 'text', text: word, style: { code: true } },
    { type: 'link', url: word, text: word },
    { type: 'user', user_id: word },
    { type: 'channel', channel_id: word },
    { type: 'date', timestamp: 1795424400, format: word, url: word, fallback: word },
  ];
  const section = { type: 'rich_text_section', elements: inline };
  const card = {
    type: 'card',
    title: texts[1],
    subtitle: texts[0],
    body: texts[1],
    subtext: texts[1],
    actions: [button],
  };

  const markup = show(
    { type: 'header', block_id: word, text: plain(word) },
    { type: 'section', text: texts[1], fields: texts, accessory: select },
    { type: 'context', elements: texts },
    { type: 'actions', elements: [button, { ...select, action_id: 'other' }] },
    { type: 'carousel', elements: [{ ...card, hero_image: undefined }] },
    { type: 'table', rows: [[{ type: 'raw_text', text: word }], [{ type: 'rich_text', elements: [section] }]] },
    {
      type: 'rich_text',
      elements: [
        section,
        { type: 'rich_text_list', style: 'bullet', elements: [section] },
        { type: 'rich_text_quote', elements: inline },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: word }] },
      ],
    },
  );

  expect(markupProblems(markup)).toEqual([]);
});
