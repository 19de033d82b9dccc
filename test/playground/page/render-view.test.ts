import { expect, test } from 'vitest';
import { markupOf } from '../../../src/playground/page/html.ts';
import { renderHome, renderModal } from '../../../src/playground/page/render-view.ts';
import { checkedView } from '../../../src/playground/stand-in/block-kit/view-rules.ts';
import { createChanges } from '../../../src/playground/stand-in/changes.ts';
import { createRealClock } from '../../../src/playground/stand-in/clock.ts';
import { createIds } from '../../../src/playground/stand-in/ids.ts';
import { createViews, type OpenView } from '../../../src/playground/stand-in/views.ts';
import { markupProblems } from './markup-problems.ts';
import { hostileStrings, lookup, plain } from './samples.ts';

const topics = { type: 'plain_text_input', action_id: 't', initial_value: 'kv cache' };
const modal = {
  type: 'modal' as const,
  title: plain('Daily digest'),
  submit: plain('Subscribe'),
  close: plain('Not now'),
  blocks: [
    { type: 'section', text: plain('Every day.') },
    { type: 'input', block_id: 'topics', label: plain('Topics'), element: topics },
    { type: 'input', block_id: 'size', label: plain('Papers'), element: { type: 'plain_text_input', action_id: 'n' } },
  ],
};

/** A view as the stand-in keeps it. */
function opened(
  view: { type: 'modal' | 'home'; [part: string]: unknown },
  errors: Record<string, string> = {},
): OpenView {
  const views = createViews({ ids: createIds({ clock: createRealClock() }), changes: createChanges() });
  return { view: { ...views.open('U1', checkedView(view, view.type)), id: 'V1' }, errors };
}

const show = (view: Parameters<typeof opened>[0], errors?: Record<string, string>) =>
  markupOf(renderModal(opened(view, errors), lookup));

test('a modal is a dialog named by its title, with its own words on the buttons', () => {
  const markup = show(modal);

  expect(markup).toContain('<dialog class="modal" id="view-V1" aria-labelledby="view-V1-title">');
  expect(markup).toContain('<h2 id="view-V1-title">Daily digest</h2>');
  expect(markup).toContain('data-close-view>Not now</button>');
  expect(markup).toContain('<button type="submit" class="button primary">Subscribe</button>');
  expect(markup).toContain('data-close-view aria-label="Close"');
  expect(markupProblems(markup)).toEqual([]);
});

test('a modal without a submit word has no submit button', () => {
  const markup = show({ type: 'modal', title: modal.title, blocks: [] });

  expect(markup).not.toContain('type="submit"');
  expect(markup).toContain('>Cancel</button>');
});

test('after a refused submit the answers stay and the errors stand at their fields', () => {
  const markup = show(modal, { size: 'Choose 1 to 20.' });

  expect(markup).toContain('value="kv cache"');
  expect(markup).toContain('<p class="error" id="view-V1-2-error">Choose 1 to 20.</p>');
});

test('the focus starts in the first field, or in the first one that is wrong', () => {
  const focused = (errors: Record<string, string>) => /id="([^"]*)" autofocus/.exec(show(modal, errors))?.[1];

  expect(focused({})).toBe('view-V1-1-0');
  expect(focused({ size: 'Choose 1 to 20.' })).toBe('view-V1-2-0');
});

test('a Home tab shows its blocks, or says that there is none', () => {
  const { view } = opened({ type: 'home', blocks: [{ type: 'header', text: plain('Saved') }] });

  expect(markupOf(renderHome(view, lookup))).toContain('<h3>Saved</h3>');
  expect(markupOf(renderHome(undefined, lookup))).toContain('has not published a Home tab');
});

test.each(hostileStrings)('a hostile view stays text: %j', (text) => {
  const title = plain([...text].slice(0, 24).join(''));

  expect(markupProblems(show({ ...modal, title, submit: title, close: title }, { size: text }))).toEqual([]);
});
