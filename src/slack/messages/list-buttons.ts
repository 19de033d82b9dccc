import type { Button } from '@slack/types';
import { encodeState, type PageState } from '../button-state.ts';
import { cutToBytes } from './cut-text.ts';

/** Slack's limit is 75 characters: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const labelBytes = 70;

/** A button that shows a list, or another page of one, to whoever presses it. */
export function listButton(label: string, actionId: string, state: PageState): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: cutToBytes(label, labelBytes), emoji: false },
    value: encodeState(state),
  };
}
