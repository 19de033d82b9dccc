import { expect, test } from 'vitest';
import { markupOf } from '../../../src/playground/page/html.ts';
import { renderHome, renderModal } from '../../../src/playground/page/render-view.ts';
import { markupProblems } from './markup-problems.ts';
import { hostileStrings, lookup, plain } from './samples.ts';

const view = {
  id: 'V1',
  callback_id: 'subscribe',
  title: plain('Daily digest'),
  submit: plain('Subscribe'),
  close: plain('Not now'),
  blocks: [
    { type: 'section', text: plain('Every day.') },
    {
      type: 'input',
      block_id: 'topics',
      label: plain('Topics'),
      element: { type: 'plain_text_input', action_id: 't' },
    },
    { type: 'input', block_id: 'size', label: plain('Papers'), element: { type: 'plain_text_input', action_id: 'n' } },
  ],
  state: { values: { topics: { t: { type: 'plain_text_input', value: 'kv cache' } } } },
};

test('a modal is a dialog named by its title, with its own words on the buttons', () => {
  const markup = markupOf(renderModal(view, { lookup }));

  expect(markup).toContain(
    '<dialog class="modal" id="view-V1" aria-labelledby="view-V1-title" data-view-id="V1" data-callback-id="subscribe">',
  );
  expect(markup).toContain('<h2 id="view-V1-title">Daily digest</h2>');
  expect(markup).toContain('data-close-view>Not now</button>');
  expect(markup).toContain('<button type="submit" class="button primary">Subscribe</button>');
  expect(markup).toContain('data-close-view aria-label="Close"');
  expect(markupProblems(markup)).toEqual([]);
});

test('a modal without a submit word has no submit button', () => {
  const markup = markupOf(renderModal({ ...view, submit: null, close: null }, { lookup }));

  expect(markup).not.toContain('type="submit"');
  expect(markup).toContain('>Cancel</button>');
});

test('after a refused submit the answers stay and the errors stand at their fields', () => {
  const markup = markupOf(renderModal(view, { lookup, errors: { size: 'Choose 1 to 20.' } }));

  expect(markup).toContain('value="kv cache"');
  expect(markup).toContain('<p class="error" id="view-V1-2-error">Choose 1 to 20.</p>');
});

test('the focus starts in the first field, or in the first one that is wrong', () => {
  const focused = (errors: Record<string, string>) =>
    /id="([^"]*)" autofocus/.exec(markupOf(renderModal(view, { lookup, errors })))?.[1];

  expect(focused({})).toBe('view-V1-1-0');
  expect(focused({ size: 'Choose 1 to 20.' })).toBe('view-V1-2-0');
});

test('an error for a block that is not there is still shown', () => {
  expect(markupOf(renderModal(view, { lookup, errors: { topic: 'Too short.' } }))).toContain(
    '<p class="error" role="alert">Too short. (no input block “topic”)</p>',
  );
});

test('a Home tab shows its blocks, or says that there is none', () => {
  expect(markupOf(renderHome({ id: 'V2', blocks: [{ type: 'header', text: plain('Saved') }] }, { lookup }))).toContain(
    '<h3>Saved</h3>',
  );
  expect(markupOf(renderHome(undefined, { lookup }))).toContain('has not published a Home tab');
});

test.each(hostileStrings)('a hostile view stays text: %j', (text) => {
  const hostile = { ...view, id: text, callback_id: text, title: plain(text), submit: plain(text), close: plain(text) };

  expect(markupProblems(markupOf(renderModal(hostile, { lookup, errors: { [text]: text } })))).toEqual([]);
  expect(markupProblems(markupOf(renderHome(hostile, { lookup })))).toEqual([]);
});
