import type { ModalView } from '@slack/types';
import { line, text } from './rich-text.ts';
import { windowOf } from './windows.ts';

/** What the bot says to somebody who pressed in App Home or in a window: a window with the message, since nothing else is before their eyes. */

/** callback_id of the window. */
export const messageViewId = 'message';

/** @param blocks undefined where Slack did not take the message as it was written */
export function messageView({
  text: words,
  blocks = [line(text(words))],
}: {
  readonly text: string;
  readonly blocks?: ModalView['blocks'];
}): ModalView {
  return { ...windowOf('Paperboy', blocks, 'Close'), callback_id: messageViewId };
}
