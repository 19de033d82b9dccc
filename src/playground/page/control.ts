import type { InteractiveElement } from '../stand-in/block-kit/elements.ts';
import { heldIn } from '../stand-in/form-values.ts';
import type { FormValues, Held } from '../stand-in/wire.ts';
import { attributes, type Html, textOf } from './html.ts';
import type { Lookup } from './lookup.ts';
import { plainTextOf, renderText } from './text-object.ts';

/** One drawing of blocks: a message in the channel, the same message in the thread, a modal, a Home tab. */
export interface Surface {
  /** Begins every element id in it, so it must differ for two drawings of the same message. */
  readonly scope: string;
  readonly lookup: Lookup;
  /** What its fields hold. */
  readonly values: FormValues;
  /** Sentences by block id, from `response_action: "errors"`. */
  readonly errors?: Readonly<Record<string, string>>;
  /** The element that has the focus when the surface opens. */
  readonly focusId?: string | undefined;
}

/** Where a block stands; the ids of its elements extend `domId`. */
export interface BlockPlace {
  readonly surface: Surface;
  readonly blockId: string;
  /** Unique in the page. */
  readonly domId: string;
}

/** Where one control stands. */
export interface Place extends BlockPlace {
  /** Set in an input block, where a visible label names the control and Submit sends it. */
  readonly field?: {
    readonly labelId: string;
    /** Ids of the hint and the error, with blanks between. */
    readonly describedBy?: string | undefined;
    readonly isRequired: boolean;
    readonly isInvalid: boolean;
    readonly isDispatching: boolean;
  };
}

/** When the client tells the app: on a click, a new choice, Enter, or every keystroke. */
type Moment = 'click' | 'change' | 'enter' | 'input';

/** What the client needs of every control: which it is, when to send it, and what to ask before. */
export function identity(element: InteractiveElement, place: Place, moment: Moment): Html {
  const isSilent = place.field !== undefined && !place.field.isDispatching;
  return attributes({
    'data-action-id': element.action_id,
    'data-block-id': place.blockId,
    'data-type': element.type,
    'data-sends': isSilent ? undefined : moment,
    ...('confirm' in element && confirmation(element.confirm, place.surface.lookup)),
  });
}

type Confirm = Extract<InteractiveElement, { type: 'button' }>['confirm'];

/** For the client's dialog. */
function confirmation(confirm: Confirm, lookup: Lookup): Readonly<Record<string, string>> {
  if (confirm === undefined) return {};
  return {
    'data-confirm-title': plainTextOf(confirm.title) || 'Are you sure?',
    'data-confirm-text': textOf(renderText(confirm.text, lookup)),
    'data-confirm-yes': plainTextOf(confirm.confirm) || 'Yes',
    'data-confirm-no': plainTextOf(confirm.deny) || 'Cancel',
    'data-confirm-style': confirm.style ?? 'primary',
  };
}

/** The accessible name and state of a control that has an `id`; `<label>` names one control, and no group. */
export function naming(element: InteractiveElement, { domId, field, surface }: Place, kind?: 'group'): Html {
  return attributes({
    id: domId,
    'aria-label': field ? undefined : unlabelledName(element),
    'aria-labelledby': kind && field?.labelId,
    autofocus: !kind && surface.focusId === domId,
    'aria-describedby': field?.describedBy,
    'aria-required': field?.isRequired ? 'true' : undefined,
    'aria-invalid': field?.isInvalid ? 'true' : undefined,
  });
}

/** What the control holds now. */
export function heldState(element: InteractiveElement, { surface, blockId }: Place): Held {
  return heldIn(surface.values[blockId]?.[element.action_id ?? '']);
}

export function placeholderOf(element: InteractiveElement): string {
  return 'placeholder' in element ? plainTextOf(element.placeholder) : '';
}

/** What a control is called where no label stands by it. */
export function unlabelledName(element: InteractiveElement): string {
  return placeholderOf(element) || (element.action_id ?? '').replaceAll(/[_-]+/g, ' ') || 'Choose';
}
