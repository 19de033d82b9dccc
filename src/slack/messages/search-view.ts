import type { InputBlock, ModalView } from '@slack/types';
import { plain } from './elements.ts';
import { notice } from './message.ts';
import { input, windowOf } from './windows.ts';

/** Looking for papers in a window: what was asked, and what came of it. */

/** callback_id of the window. */
export const searchViewId = 'search';

/** block_id and action_id of the field, in the window and in App Home: one name for both. */
export const searchField = 'home_search';

/** Until the answer is there. */
export const looking = notice('Looking through the papers…');

/** A question as long as a command may be; no more is looked for. In characters. */
const maxQuestionChars = 1_000;

/** @param isAtOnce Enter asks, without a button to submit */
export function searchInput(question: string, { isAtOnce }: { readonly isAtOnce: boolean }): InputBlock {
  return input(searchField, {
    ...{ label: 'Find papers', dispatches: isAtOnce },
    element: {
      type: 'plain_text_input',
      action_id: searchField,
      max_length: maxQuestionChars,
      placeholder: plain('massive activations in LLMs'),
      ...(question !== '' && { initial_value: question.slice(0, maxQuestionChars) }),
      ...(isAtOnce && { dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } }),
    },
  });
}

/** @param answer undefined: nothing was asked yet */
export function searchView(question: string, answer: Pick<ModalView, 'blocks'> | undefined): ModalView {
  const blocks = [searchInput(question, { isAtOnce: false }), ...(answer?.blocks ?? [])];
  return windowOf('Find papers', blocks, 'Close', { callbackId: searchViewId, label: 'Search' });
}
