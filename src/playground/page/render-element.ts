import { renderButton, renderFeedback, renderOverflow } from './buttons.ts';
import type { Place } from './control.ts';
import type { Html } from './html.ts';
import { renderImage } from './image.ts';
import {
  renderDatepicker,
  renderDatetimepicker,
  renderTextInput,
  renderTimepicker,
  renderTypedInput,
} from './inputs.ts';
import { renderChecks, renderMultiSelect, renderSelect } from './selects.ts';
import { unknownNote } from './unknown-note.ts';
import { asObject, type WireElement } from './wire.ts';

/** Any element that stands in actions, in an input block, or beside a section. */
export function renderElement(value: unknown, place: Place): Html {
  const element: WireElement = asObject(value);
  switch (element.type) {
    case 'button':
      return renderButton(element, place);
    case 'icon_button':
      return renderButton(element, place);
    case 'feedback_buttons':
      return renderFeedback(element, place);
    case 'overflow':
      return renderOverflow(element, place);
    case 'static_select':
    case 'external_select':
    case 'users_select':
    case 'conversations_select':
    case 'channels_select':
      return renderSelect(element, place);
    case 'multi_static_select':
    case 'multi_external_select':
    case 'multi_users_select':
    case 'multi_conversations_select':
    case 'multi_channels_select':
      return renderMultiSelect(element, place);
    case 'checkboxes':
      return renderChecks(element, place, 'checkbox');
    case 'radio_buttons':
      return renderChecks(element, place, 'radio');
    case 'plain_text_input':
      return renderTextInput(element, place);
    case 'number_input':
      return renderTypedInput(element, place, 'number');
    case 'url_text_input':
      return renderTypedInput(element, place, 'url');
    case 'email_text_input':
      return renderTypedInput(element, place, 'email');
    case 'datepicker':
      return renderDatepicker(element, place);
    case 'timepicker':
      return renderTimepicker(element, place);
    case 'datetimepicker':
      return renderDatetimepicker(element, place);
    case 'image':
      return renderImage(element);
    default:
      return unknownNote(element.type, 'element');
  }
}
