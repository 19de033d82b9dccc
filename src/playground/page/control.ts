import { attributes, type Html } from './html.ts';
import type { Lookup } from './lookup.ts';
import { plainTextOf, readTextOf } from './text-object.ts';
import { asList, asObject, asString, valueAt, type WireElement } from './wire.ts';

/** One drawing of blocks: a message in the channel, the same message in the thread, a modal, a Home tab. */
export interface Surface {
  /** Begins every element id in it, so it must differ for two drawings of the same message. */
  readonly scope: string;
  readonly lookup: Lookup;
  /** `view.state.values`: what the person has filled in so far, which wins over the initial values. */
  readonly values?: unknown;
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
type Moment = 'click' | 'change' | 'enter' | 'input' | 'enter input';

/** What the client needs of every control: which it is, what it is, and when to send it. */
export function identity(element: WireElement, place: Place, moment: Moment): Html {
  const isSilent = place.field !== undefined && !place.field.isDispatching;
  return attributes({
    'data-action-id': asString(element.action_id),
    'data-block-id': place.blockId,
    'data-type': asString(element.type),
    'data-sends': isSilent ? undefined : moment,
  });
}

/** When a typed input tells the app; Slack's default is Enter. */
export function typingMoment(element: WireElement): Moment {
  const on = asList(valueAt(element.dispatch_action_config, 'trigger_actions_on'));
  if (!on.includes('on_character_entered')) return 'enter';
  return on.includes('on_enter_pressed') ? 'enter input' : 'input';
}

/** The accessible name and state of a control that has an `id`. */
export function naming(element: WireElement, place: Place): Html {
  const { field } = place;
  return attributes({
    id: place.domId,
    'aria-label': field ? undefined : unlabelledName(element),
    autofocus: place.surface.focusId === place.domId || (field !== undefined && element.focus_on_load === true),
    ...fieldState(place),
  });
}

/** The same for a group of checkboxes or radio buttons, which a `<label>` cannot name. */
export function groupNaming(element: WireElement, place: Place): Html {
  const { field } = place;
  return attributes({
    id: place.domId,
    'aria-label': field ? undefined : unlabelledName(element),
    'aria-labelledby': field?.labelId,
    ...fieldState(place),
  });
}

/** What the app asks before the action runs, for the client's dialog. */
export function confirmation(element: WireElement, lookup: Lookup): Html {
  if (typeof element.confirm !== 'object' || element.confirm === null) return attributes({});
  const [title, text, confirm, deny, style] = ['title', 'text', 'confirm', 'deny', 'style'].map((field) =>
    valueAt(element.confirm, field),
  );
  return attributes({
    'data-confirm-title': plainTextOf(title) || 'Are you sure?',
    'data-confirm-text': readTextOf(text, lookup),
    'data-confirm-yes': plainTextOf(confirm) || 'Yes',
    'data-confirm-no': plainTextOf(deny) || 'Cancel',
    'data-confirm-style': style === 'danger' ? 'danger' : 'primary',
  });
}

/** What the person has filled in; `undefined` when the surface holds nothing about this control. */
export function heldState(element: WireElement, place: Place): object | undefined {
  const held = valueAt(valueAt(place.surface.values, place.blockId), asString(element.action_id));
  return held === undefined ? undefined : asObject(held);
}

function unlabelledName(element: WireElement): string {
  return plainTextOf(element.placeholder) || asString(element.action_id).replaceAll(/[_-]+/g, ' ') || 'Choose';
}

function fieldState({ field }: Place): Readonly<Record<string, string | undefined>> {
  return {
    'aria-describedby': field?.describedBy,
    'aria-required': field?.isRequired ? 'true' : undefined,
    'aria-invalid': field?.isInvalid ? 'true' : undefined,
  };
}
