import { confirmation, heldState, identity, naming, type Place, typingMoment } from './control.ts';
import { isMoment, localDateTime } from './dates.ts';
import { attributes, type Html, html } from './html.ts';
import { plainTextOf } from './text-object.ts';
import { asNumber, asString, type WireElement, type WireStateValue } from './wire.ts';

/** One line or several lines of text. */
export function renderTextInput(element: WireElement, place: Place): Html {
  const value = filledIn(element, place, (held) => held.value, element.initial_value);
  const shared = html`${naming(element, place)}${identity(element, place, typingMoment(element))}${attributes({
    placeholder: plainTextOf(element.placeholder) || undefined,
    minlength: asNumber(element.min_length),
    maxlength: asNumber(element.max_length),
  })}`;
  // A line break right after the tag is dropped by the browser, so one is given to lose.
  if (element.multiline === true) return html`<textarea rows="4"${shared}>${'\n'}${value}</textarea>`;
  return html`<input type="text" value="${value}"${shared}>`;
}

/** A number, an address of a page, or an address of a person. */
export function renderTypedInput(element: WireElement, place: Place, type: 'number' | 'url' | 'email'): Html {
  const limits =
    type === 'number' &&
    attributes({
      min: asNumber(element.min_value),
      max: asNumber(element.max_value),
      step: element.is_decimal_allowed === true ? 'any' : 1,
    });
  const value = filledIn(element, place, (held) => held.value, element.initial_value);
  const shared = html`${naming(element, place)}${identity(element, place, typingMoment(element))}`;
  const hint = attributes({ placeholder: plainTextOf(element.placeholder) || undefined });
  return html`<input type="${type}" value="${value}"${limits}${hint}${shared}>`;
}

export function renderDatepicker(element: WireElement, place: Place): Html {
  return picker(
    element,
    place,
    'date',
    filledIn(element, place, (held) => held.selected_date, element.initial_date),
  );
}

export function renderTimepicker(element: WireElement, place: Place): Html {
  return picker(
    element,
    place,
    'time',
    filledIn(element, place, (held) => held.selected_time, element.initial_time),
  );
}

/** A date and time in the reader's zone; `secondsAt` in dates.ts turns its value back into Slack's seconds. */
export function renderDatetimepicker(element: WireElement, place: Place): Html {
  const seconds = asNumber(filledIn(element, place, (held) => held.selected_date_time, element.initial_date_time));
  const value = isMoment(seconds) ? localDateTime(seconds, place.surface.lookup.dates.timeZone) : '';
  return picker(element, place, 'datetime-local', value);
}

function picker(element: WireElement, place: Place, type: string, value: string): Html {
  const told = html`${identity(element, place, 'change')}${confirmation(element, place.surface.lookup)}`;
  return html`<input type="${type}" value="${value}"${naming(element, place)}${told}>`;
}

function filledIn(
  element: WireElement,
  place: Place,
  read: (held: WireStateValue) => unknown,
  initial: unknown,
): string {
  const held = heldState(element, place);
  return asString(held ? read(held) : initial);
}
