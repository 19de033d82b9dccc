import { confirmation, heldState, identity, naming, type Place, typingMoment } from './control.ts';
import { attributes, type Html, html } from './html.ts';
import { plainTextOf } from './text-object.ts';
import { asNumber, asString, valueAt, type WireElement } from './wire.ts';

/** One line or several lines of text. */
export function renderTextInput(element: WireElement, place: Place): Html {
  const value = filledIn(element, place, 'value', element.initial_value);
  const shared = html`${naming(element, place)}${identity(element, place, typingMoment(element))}${attributes({
    placeholder: plainTextOf(element.placeholder) || undefined,
    minlength: asNumber(element.min_length),
    maxlength: asNumber(element.max_length),
  })}`;
  // A line break right after the tag is dropped by the browser, so one is given to lose.
  if (element.multiline === true) return html`<textarea rows="4"${shared}>${'\n'}${value}</textarea>`;
  return html`<input type="text" value="${value}"${shared}>`;
}

export function renderDatepicker(element: WireElement, place: Place): Html {
  return picker(element, place, 'date', filledIn(element, place, 'selected_date', element.initial_date));
}

export function renderTimepicker(element: WireElement, place: Place): Html {
  return picker(element, place, 'time', filledIn(element, place, 'selected_time', element.initial_time));
}

function picker(element: WireElement, place: Place, type: string, value: string): Html {
  const told = html`${identity(element, place, 'change')}${confirmation(element, place.surface.lookup)}`;
  return html`<input type="${type}" value="${value}"${naming(element, place)}${told}>`;
}

function filledIn(element: WireElement, place: Place, field: string, initial: unknown): string {
  const held = heldState(element, place);
  return asString(held === undefined ? initial : valueAt(held, field));
}
