import type { InteractiveElement } from '../stand-in/block-kit/elements.ts';
import { heldState, identity, naming, type Place, placeholderOf } from './control.ts';
import { attributes, type Html, html, type Part } from './html.ts';
import { safeUrl } from './links.ts';
import { renderChecks, renderMultiSelect, renderSelect } from './selects.ts';
import { plainTextOf } from './text-object.ts';

type ElementOf<Type> = Extract<InteractiveElement, { type: Type }>;

/** Any element that stands in actions, in an input block, or beside a section. */
export function renderElement(element: InteractiveElement, place: Place): Html {
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
      return renderPicker(element, place, 'date');
    case 'timepicker':
      return renderPicker(element, place, 'time');
    default:
      return element satisfies never;
  }
}

/** A button; with a url it is a link that also tells the app, as in Slack. */
function renderButton(element: ElementOf<'button'>, place: Place): Html {
  const shared = attributes({
    class: ['button', element.style].filter(Boolean).join(' '),
    'data-value': element.value,
    'aria-label': element.accessibility_label,
  });
  return buttonOrLink(element.url, html`${shared}${identity(element, place, 'click')}`, plainTextOf(element.text));
}

/** An overflow menu: each option is a button that reports its own value. */
function renderOverflow(element: ElementOf<'overflow'>, place: Place): Html {
  const told = identity(element, place, 'click');
  const items = element.options.map(({ text, value, description, url }) => {
    const detail = description && html`<small>${plainTextOf(description)}</small>`;
    const shared = html`${attributes({ 'data-value': value })}${told}`;
    return html`<li>${buttonOrLink(url, shared, html`${plainTextOf(text)}${detail}`)}</li>`;
  });
  return html`<details class="menu"><summary class="button" aria-label="More actions">⋯</summary><ul>${items}</ul></details>`;
}

function buttonOrLink(address: string | undefined, shared: Html, label: Part): Html {
  const url = safeUrl(address ?? '');
  if (url === undefined) return html`<button type="button"${shared}>${label}</button>`;
  return html`<a href="${url}" target="_blank" rel="noopener noreferrer"${shared}>${label}</a>`;
}

/** One line or several lines of text, told at Enter unless the app wants every keystroke. */
function renderTextInput(element: ElementOf<'plain_text_input'>, place: Place): Html {
  const value = textHeld(element, place);
  const isEager = element.dispatch_action_config?.trigger_actions_on.includes('on_character_entered');
  const shared = html`${naming(element, place)}${identity(element, place, isEager ? 'input' : 'enter')}${attributes({
    placeholder: placeholderOf(element) || undefined,
    minlength: element.min_length,
    maxlength: element.max_length,
  })}`;
  // A line break right after the tag is dropped by the browser, so one is given to lose.
  if (element.multiline) return html`<textarea rows="4"${shared}>${'\n'}${value}</textarea>`;
  return html`<input type="text" value="${value}"${shared}>`;
}

function renderPicker(element: InteractiveElement, place: Place, type: 'date' | 'time'): Html {
  const told = identity(element, place, 'change');
  return html`<input type="${type}" value="${textHeld(element, place)}"${naming(element, place)}${told}>`;
}

function textHeld(element: InteractiveElement, place: Place): string {
  const held = heldState(element, place);
  return typeof held === 'string' ? held : '';
}
