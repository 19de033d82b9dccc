import { describe, expect, test } from 'vitest';
import { markupProblems } from './markup-problems.ts';
import { hostileStrings, option, plain, shown } from './samples.ts';

const inActions = (element: object) =>
  shown([{ type: 'actions', block_id: 'b', elements: [{ action_id: 'act', ...element }] }]);

interface FormParts {
  /** Further properties of the input block. */
  block?: object;
  /** What the person has filled in before, if anything. */
  held?: object;
  error?: string;
}

const inForm = (
  { type, ...element }: { type: string; [field: string]: unknown },
  { block = {}, held, error }: FormParts = {},
) => {
  const labelled = { type, action_id: 'act', ...element };
  const input = { type: 'input', block_id: 'b', label: plain('Topics'), element: labelled, ...block };
  return shown([input], {
    ...(held && { held: { b: { act: { type, ...held } } } }),
    ...(error !== undefined && { errors: { b: error } }),
  });
};

const ab = [option('Apple', 'a'), option('Bread', 'b')];
const told = (type: string, sends: string) =>
  `data-action-id="act" data-block-id="b" data-type="${type}" data-sends="${sends}"`;

describe('buttons', () => {
  test('a button reports its value', () => {
    expect(inActions({ type: 'button', text: plain('Save :bookmark:'), value: '2412.1', style: 'primary' })).toContain(
      `<button type="button" class="button primary" data-value="2412.1" ${told('button', 'click')}>Save 🔖</button>`,
    );
  });

  test('a danger button asks before it acts', () => {
    const confirm = { title: plain('Sure?'), text: { type: 'mrkdwn', text: 'Stop *#papers*?' }, style: 'danger' };

    const markup = inActions({ type: 'button', text: plain('Stop'), style: 'danger', confirm });

    expect(markup).toContain('class="button danger"');
    expect(markup).toContain(
      'data-confirm-title="Sure?" data-confirm-text="Stop #papers?" data-confirm-yes="Yes" data-confirm-no="Cancel" data-confirm-style="danger"',
    );
  });

  test('a button with a url is a link that also reports', () => {
    expect(inActions({ type: 'button', text: plain('PDF'), url: 'https://a.org/p' })).toContain(
      `<a href="https://a.org/p" target="_blank" rel="noopener noreferrer" class="button" ${told('button', 'click')}>PDF</a>`,
    );
  });

  test('a label for screen readers wins over the text', () => {
    expect(inActions({ type: 'button', text: plain('…'), accessibility_label: 'More' })).toContain('aria-label="More"');
  });

  test('an overflow menu has a name and reports the chosen option', () => {
    const markup = inActions({ type: 'overflow', options: [...ab, { ...option('Site', 'c'), url: 'https://a.org' }] });

    expect(markup).toContain('<details class="menu"><summary class="button" aria-label="More actions">');
    expect(markup).toContain(`<button type="button" data-value="a" ${told('overflow', 'click')}>Apple</button>`);
    expect(markup).toContain('<a href="https://a.org" target="_blank" rel="noopener noreferrer" data-value="c"');
  });
});

describe('selects', () => {
  test('a select is named by its placeholder where it has no label', () => {
    expect(
      inActions({ type: 'static_select', placeholder: plain('Sort by'), options: ab, initial_option: ab[1] }),
    ).toContain(
      `<select id="s-0-0" aria-label="Sort by" ${told('static_select', 'change')}><option value="">Sort by</option><option value="a">Apple</option><option value="b" selected>Bread</option></select>`,
    );
  });

  test('a select of conversations offers the workspace', () => {
    const markup = inActions({ type: 'conversations_select', initial_conversation: 'C1' });

    expect(markup).toContain('<optgroup label="Channels"><option value="C1" selected>');
    expect(markup).toContain('<option value="U1">@Ada Okafor</option>');
    expect(markup).not.toContain('#old');
  });

  test.each([
    [undefined, ['C1', 'C2', 'C4', 'U1', 'U2', 'UB']],
    [{ exclude_bot_users: true }, ['C1', 'C2', 'C4', 'U1', 'U2']],
    [{ include: ['public'] }, ['C1', 'C2']],
    [{ include: ['private', 'im'], exclude_bot_users: true }, ['C4', 'U1', 'U2']],
  ])('of conversations a menu offers what the reader sees and the filter %j lets through', (filter, offered) => {
    const markup = inActions({ type: 'conversations_select', filter });

    expect([...markup.matchAll(/<option value="(\w+)"/g)].map(([, id]) => id)).toEqual(offered);
  });

  test('a select with many answers is a group of checkboxes', () => {
    const markup = inForm({ type: 'multi_static_select', options: ab, initial_options: [ab[1]] });

    expect(markup).toContain('value="b" checked');
    expect(markup).toContain('role="group" id="s-0-0" aria-labelledby="s-0-label"');
  });

  test('beside text, a select with many answers is folded under what is chosen', () => {
    expect(inActions({ type: 'multi_static_select', options: ab, initial_options: ab })).toContain(
      '<summary class="button">Apple, Bread</summary>',
    );
  });
});

describe('choices', () => {
  test('checkboxes are labelled one by one and report together', () => {
    const options = [{ ...ab[0], description: plain('Red') }, ab[1]];

    const markup = inActions({ type: 'checkboxes', options, initial_options: [ab[1]] });

    expect(markup).toContain(
      `<div class="checks" role="group" id="s-0-0" aria-label="act" ${told('checkboxes', 'change')}>`,
    );
    expect(markup).toContain(
      '<label><input type="checkbox" name="s-0-0" value="a"><span>Apple<small>Red</small></span></label>',
    );
    expect(markup).toContain('value="b" checked>');
  });

  test('radio buttons exclude one another', () => {
    const markup = inForm({ type: 'radio_buttons', options: ab, initial_option: ab[0] });

    expect(markup).toContain('role="radiogroup" id="s-0-0" aria-labelledby="s-0-label"');
    expect(markup).toContain('<input type="radio" name="s-0-0" value="a" checked>');
  });
});

describe('inputs', () => {
  test.each([
    ['plain_text_input', { initial_value: 'x' }, '<input type="text" value="x"'],
    ['plain_text_input', { multiline: true, initial_value: '\nx' }, '>\n\nx</textarea>'],
    ['datepicker', { initial_date: '2026-11-23' }, '<input type="date" value="2026-11-23"'],
    ['timepicker', { initial_time: '09:00' }, '<input type="time" value="09:00"'],
  ])('%s %j', (type, element, markup) => expect(inForm({ type, ...element })).toContain(markup));

  test('a field is named by its label and says when it is optional', () => {
    const markup = inForm({ type: 'plain_text_input' }, { block: { optional: true } });

    expect(markup).toContain(
      '<label class="label" id="s-0-label" for="s-0-0">Topics <small>(optional)</small></label>',
    );
    expect(markup).not.toContain('aria-required');
  });

  test('the error stands at the field and is tied to it, with the hint', () => {
    const block = { hint: plain('One a line') };

    const markup = inForm({ type: 'plain_text_input' }, { block, error: 'Too <short>' });

    expect(markup).toContain('aria-describedby="s-0-hint s-0-error" aria-required="true" aria-invalid="true"');
    expect(markup).toContain('<p class="error" id="s-0-error">Too &lt;short&gt;</p>');
    expect(markup).toContain('<p class="hint" id="s-0-hint">One a line</p>');
  });

  test.each([
    [{ type: 'plain_text_input', initial_value: 'old' }, { value: 'new' }, 'value="new"'],
    [{ type: 'plain_text_input', initial_value: 'old' }, { value: null }, 'value=""'],
    [{ type: 'static_select', options: ab, initial_option: ab[0] }, { selected_option: ab[1] }, '"b" selected'],
    [{ type: 'multi_static_select', options: ab }, { selected_options: ab }, 'value="b" checked'],
    [{ type: 'checkboxes', options: ab, initial_options: ab }, { selected_options: [] }, 'value="a"><span>'],
    [{ type: 'conversations_select' }, { selected_conversation: 'C1' }, '"C1" selected'],
    [{ type: 'datepicker', initial_date: '2020-01-01' }, { selected_date: '2026-01-02' }, 'value="2026-01-02"'],
    [{ type: 'timepicker' }, { selected_time: '18:30' }, 'value="18:30"'],
  ])('what was filled in stays: %j', (element, held, markup) => {
    expect(inForm(element, { held })).toContain(markup);
  });

  test('a field in a form tells the app only on Submit, unless it dispatches', () => {
    const dispatch = { block: { dispatch_action: true } };
    const typing = { dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } };

    expect(inForm({ type: 'plain_text_input' })).not.toContain('data-sends');
    expect(inForm({ type: 'plain_text_input' }, dispatch)).toContain('data-sends="enter"');
    expect(inForm({ type: 'plain_text_input', ...typing }, dispatch)).toContain('data-sends="input"');
    expect(inForm({ type: 'static_select', options: ab }, dispatch)).toContain('data-sends="change"');
  });
});

test.each(hostileStrings)('a hostile string in any field stays text: %j', (text) => {
  const short = text.slice(0, 30);
  const confirm = { title: plain(text), text: { type: 'mrkdwn', text }, confirm: plain(short), deny: plain(short) };
  const options = [{ ...option(text, text), description: plain(text) }];
  const elements = [
    { type: 'overflow', confirm, options: [{ ...options[0], url: text }] },
    { type: 'multi_static_select', confirm, options, initial_options: options },
    { type: 'checkboxes', confirm, options },
  ];
  const fields = [
    { type: 'plain_text_input', placeholder: plain(text), initial_value: text },
    { type: 'plain_text_input', placeholder: plain(text), initial_value: text, multiline: true },
    { type: 'radio_buttons', options, initial_option: options[0] },
  ];

  for (const element of elements) expect(markupProblems(inActions({ ...element, action_id: text }))).toEqual([]);
  for (const field of fields) {
    expect(markupProblems(inForm(field, { block: { hint: plain(text) }, error: text }))).toEqual([]);
  }
});
