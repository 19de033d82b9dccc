import type { Button } from '@slack/types';
import { cutToBytes } from './cut-text.ts';
import type { Message } from './message.ts';

/** Slack's limit is 75 characters: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const labelBytes = 70;

/** A button. @param value what comes back with a press */
export function button(actionId: string, label: string, value?: string): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: label },
    ...(value !== undefined && { value }),
  };
}

/** The message over a row of buttons; without buttons it stays as it is. */
export function withButtons({ text, blocks }: Message, elements: readonly Button[]): Message {
  return {
    text,
    blocks: elements.length === 0 ? blocks : [...blocks, { type: 'actions', elements: [...elements] }],
  };
}

/** One whose label holds words that are not the bot's own: of any length, and no emoji. */
export function quotingButton(actionId: string, label: string, value: string): Button {
  const text = { type: 'plain_text', text: cutToBytes(label, labelBytes), emoji: false } as const;
  return { ...button(actionId, label, value), text };
}
