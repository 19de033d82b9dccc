import type { InputBlock, PlainTextOption } from '@slack/types';
import { displayText } from '../../papers/display-text.ts';
import type { Paper } from '../../papers/paper.ts';
import type { PaperName } from '../../store/subscriptions.ts';
import { cutToBytes } from './cut-text.ts';
import { verbatim } from './elements.ts';
import { input } from './windows.ts';

/** Slack's limit for texts of an option, in characters: https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const optionChars = 75;
const titleBytes = 70;

/** What a paper is called in the conditions of a digest; undefined for an id that no box can hold. */
export function paperName({ id, title }: Paper): PaperName | undefined {
  return id.length > optionChars ? undefined : { id, title: cutToBytes(displayText(title), titleBytes) };
}

/** A ticked box for each paper of which fewer like it are wanted. */
export function fewerLikeField(name: string, papers: readonly PaperName[], dispatches = false): InputBlock[] {
  if (papers.length === 0) return [];
  const options = papers.map(({ id, title }): PlainTextOption => ({ text: verbatim(title), value: id }));
  return [
    input(name, {
      label: 'Fewer like',
      hint: 'Untick a paper to have others like it again.',
      ...{ isOptional: true, dispatches },
      element: { type: 'checkboxes', action_id: name, options, initial_options: options },
    }),
  ];
}

/** The papers whose boxes are ticked. */
export function papersNamed(
  chosen: readonly { readonly value: string; readonly text?: { readonly text: string } }[] = [],
): PaperName[] {
  return chosen.map(({ value, text }) => ({ id: value, title: text?.text ?? value }));
}
