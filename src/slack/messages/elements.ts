import type {
  Button,
  ConfirmationDialog,
  KnownBlock,
  Overflow,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
} from '@slack/types';
import { encodeState, type PageState } from '../button-state.ts';
import { cutToBytes } from './cut-text.ts';
import type { Message } from './message.ts';

/** Words of our own. */
export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text });

/** Words of papers and people: ":pray:" in them is no emoji. */
export const verbatim = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: false });

/** What can be chosen. */
export const option = (value: string, label: string): PlainTextOption => ({ text: plain(label), value });

/** Slack's limit is 75 characters: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const labelBytes = 70;

/** A button. @param value what comes back with a press */
export function button(actionId: string, label: string, value?: string): Button {
  return { type: 'button', action_id: actionId, text: plain(label), ...(value !== undefined && { value }) };
}

/** One whose label holds words that are not the bot's own: of any length, and no emoji. */
export function quotingButton(actionId: string, label: string, value: string): Button {
  return { ...button(actionId, label, value), text: verbatim(cutToBytes(label, labelBytes)) };
}

/** A button that shows a list, or another page of one, to whoever presses it. */
export function listButton(label: string, actionId: string, state: PageState): Button {
  return quotingButton(actionId, label, encodeState(state));
}

/** Asked before a button does what cannot be taken back easily; "Keep" leaves all as it is. */
export function confirmation(question: string, text: string, deed: string): ConfirmationDialog {
  return {
    ...{ title: plain(question), text: plain(text) },
    ...{ confirm: plain(deed), deny: plain('Keep'), style: 'danger' },
  };
}

/** Buttons side by side; nothing where there are none. */
export function row(...elements: readonly Button[]): KnownBlock[] {
  return elements.length === 0 ? [] : [{ type: 'actions', elements: [...elements] }];
}

/** The message over a row of buttons; without buttons it stays as it is. */
export function withButtons({ text, blocks }: Message, elements: readonly Button[]): Message {
  return { text, blocks: [...blocks, ...row(...elements)] };
}

/** Words of papers or people with a button or a menu beside them. */
export function beside(text: string, accessory: Button | Overflow | undefined): SectionBlock {
  return { type: 'section', text: verbatim(text), ...(accessory !== undefined && { accessory }) };
}
