import { describe, expect, test } from 'vitest';
import { markupOf } from '../../../src/playground/page/html.ts';
import { renderBlocks } from '../../../src/playground/page/render-blocks.ts';
import { markupProblems } from './markup-problems.ts';
import { hostileStrings, plain, surface } from './samples.ts';

const show = (...blocks: unknown[]) => markupOf(renderBlocks(blocks, surface));

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
        { ...card, block_id: 'c2' },
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
    const style = { bold: true, italic: true, strike: true, code: true, underline: true };

    expect(section({ type: 'text', text: 'x', style })).toContain(
      '<strong><em><u><s><code>x</code></s></u></em></strong>',
    );
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
    [{ type: 'date', timestamp: 'x', format: '{date}', fallback: 'soon' }, '<p>soon</p>'],
    [{ type: 'color', value: '#fff' }, '[color element]'],
  ])('%j', (element, markup) => expect(section(element)).toContain(markup));

  test('lists, quotes and code keep their form', () => {
    const item = { type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] };

    expect(rich({ type: 'rich_text_list', style: 'ordered', offset: 3, elements: [item] })).toContain(
      '<ol start="4"><li>x</li></ol>',
    );
    expect(rich({ type: 'rich_text_list', style: 'bullet', elements: [item] })).toContain('<ul><li>');
    expect(rich({ type: 'rich_text_quote', elements: [{ type: 'text', text: 'q' }] })).toContain(
      '<blockquote>q</blockquote>',
    );
    expect(rich({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: ' a\n  b' }] })).toContain(
      '<pre> a\n  b</pre>',
    );
  });
});

describe('what we do not draw is visible', () => {
  test.each([
    [{ type: 'video' }, '[video block]'],
    [{ type: 'image' }, '[image block]'],
    [{ type: '<b>' }, '[&lt;b&gt; block]'],
    [{}, '[untyped block]'],
    [null, '[untyped block]'],
    ['text', '[untyped block]'],
    [{ type: 'actions', elements: [{ type: 'workflow_button' }] }, '[workflow_button element]'],
    [{ type: 'input', label: plain('x') }, '[untyped element]'],
    [{ type: 'section', accessory: { type: 'file_input' } }, '[file_input element]'],
    [{ type: 'rich_text', elements: [{ type: 'rich_text_poem' }] }, '[rich_text_poem element]'],
  ])('%j', (block, markup) => expect(show(block)).toContain(markup));
});

/** A generator with a seed (mulberry32), so that a failure can be repeated. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const types = `header section context divider image actions input markdown rich_text table card carousel button
overflow static_select multi_static_select external_select users_select multi_conversations_select checkboxes radio_buttons
datepicker timepicker datetimepicker plain_text_input number_input url_text_input email_text_input feedback_buttons plain_text
mrkdwn rich_text_section rich_text_list rich_text_quote rich_text_preformatted text link emoji user date`.split(/\s+/);
const keys =
  `text fields accessory elements element label hint options option_groups placeholder confirm value url style
initial_option initial_options initial_value initial_date_time title alt_text image_url rows child_blocks indent offset unicode
hero_image icon subtitle body subtext actions
timestamp format user_id description multiline min_length action_id block_id optional`.split(/\s+/);

test('no JSON breaks the page or gets out of its place', () => {
  for (let seed = 1; seed <= 1_500; seed += 1) {
    const random = randomFrom(seed);
    const pick = <T>(among: readonly T[]) => among[Math.floor(random() * among.length)];
    const json = (depth: number): unknown => {
      const kind = random() * (depth > 5 ? 4 : 10);
      if (kind < 1) return pick([null, true, false, 0, -1, 1e308, 1795424400]);
      if (kind < 4) return pick(hostileStrings);
      if (kind < 6) return Array.from({ length: Math.floor(random() * 4) }, () => json(depth + 1));
      const entries = Array.from({ length: Math.floor(random() * 6) }, () => [pick(keys), json(depth + 1)]);
      return { type: random() < 0.9 ? pick(types) : json(9), ...Object.fromEntries(entries) };
    };
    const blocks = [json(0), json(0), json(0)];

    expect(markupProblems(show(...blocks)), `seed ${seed}: ${JSON.stringify(blocks)}`).toEqual([]);
  }
});
