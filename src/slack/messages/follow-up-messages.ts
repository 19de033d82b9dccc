import type { Button } from '@slack/types';
import { actionIds, encodeState, type SayState } from '../button-state.ts';
import { button, verbatim, withButtons } from './elements.ts';
import type { Message } from './message.ts';

/** What the bot says when it cannot go on with a list, each with buttons that help at once. */

/** A button that says something to the bot for whoever presses it. */
export interface Cure {
  readonly label: string;
  readonly state: SayState;
  /** The answer is for the presser alone. */
  readonly isPrivate?: boolean;
}

/** Slack's limit for the label of a button, in characters: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const maxLabelChars = 75;

function cureButton({ label, state, isPrivate = false }: Cure, index: number): Button {
  const shown = label.length > maxLabelChars ? `${label.slice(0, maxLabelChars - 1)}…` : label;
  // Ids are unique within a block.
  const actionId = `${isPrivate ? actionIds.run : actionIds.say}_${index}`;
  return { ...button(actionId, shown, encodeState(state)), text: verbatim(shown) };
}

/** What is said, and what helps. */
export function withCures(message: Message, cures: readonly Cure[]): Message {
  return withButtons(message, cures.map(cureButton));
}
