import { renderButton, renderOverflow } from './buttons.ts';
import type { Place } from './control.ts';
import type { Html } from './html.ts';
import { renderDatepicker, renderTextInput, renderTimepicker } from './inputs.ts';
import { renderChecks, renderMultiSelect, renderSelect } from './selects.ts';
import { unknownNote } from './unknown-note.ts';
import { asObject, type WireElement } from './wire.ts';

/** Any element that stands in actions, in an input block, or beside a section. */
export function renderElement(value: unknown, place: Place): Html {
  const element: WireElement = asObject(value);
  switch (element.type) {
    case 'button':
      return renderButton(element, place);
    case 'overflow':
      return renderOverflow(element, place);
    case 'static_select':
    case 'conversations_select':
      return renderSelect(element, place);
    case 'multi_static_select':
      return renderMultiSelect(element, place);
    case 'checkboxes':
      return renderChecks(element, place, 'checkbox');
    case 'radio_buttons':
      return renderChecks(element, place, 'radio');
    case 'plain_text_input':
      return renderTextInput(element, place);
    case 'datepicker':
      return renderDatepicker(element, place);
    case 'timepicker':
      return renderTimepicker(element, place);
    default:
      return unknownNote(element.type, 'element');
  }
}
