import type { Button } from '@slack/types';
import { encodeState, type PageState } from '../button-state.ts';
import { quotingButton } from './button.ts';

/** A button that shows a list, or another page of one, to whoever presses it. */
export function listButton(label: string, actionId: string, state: PageState): Button {
  return quotingButton(actionId, label, encodeState(state));
}
