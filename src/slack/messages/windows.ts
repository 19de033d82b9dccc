import type { InputBlock, ModalView } from '@slack/types';
import { plain } from './elements.ts';

/** Slack's windows and their fields. */

/** What a window brings back with a submission: its callback_id, and where it was opened, sealed, see reach.ts. */
export interface Submitted {
  readonly callbackId: string;
  readonly metadata?: string;
  readonly label: string;
}

/** @param submitted undefined: there is nothing to submit */
export function windowOf(
  title: string,
  blocks: ModalView['blocks'],
  close: 'Close' | 'Cancel',
  submitted?: Submitted,
): ModalView {
  const { callbackId, metadata, label } = submitted ?? {};
  return {
    type: 'modal',
    title: plain(title),
    close: plain(close),
    ...(callbackId !== undefined && { callback_id: callbackId }),
    ...(metadata !== undefined && { private_metadata: metadata }),
    ...(label !== undefined && { submit: plain(label) }),
    blocks,
  };
}

export interface Field {
  readonly label: string;
  readonly hint?: string;
  readonly isOptional?: boolean;
  /** What is chosen changes what else stands in the window, so it is sent as it is chosen. */
  readonly dispatches?: boolean;
  readonly element: InputBlock['element'];
}

/** A field of a window. @param name block_id, and by our habit action_id of its element as well */
export function input(
  name: string,
  { label, hint, isOptional = false, dispatches = false, element }: Field,
): InputBlock {
  return {
    ...{ type: 'input', block_id: name, dispatch_action: dispatches, optional: isOptional },
    label: plain(label),
    ...(hint !== undefined && { hint: plain(hint) }),
    element,
  };
}
