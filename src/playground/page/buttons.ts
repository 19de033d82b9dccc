import { confirmation, identity, type Place } from './control.ts';
import { attributes, type Html, html } from './html.ts';
import { safeUrl } from './links.ts';
import { plainTextOf } from './text-object.ts';
import { asList, asObject, asString, type WireElement, type WireOption } from './wire.ts';

/** A button; with a url it is a link that also tells the app, as in Slack. */
export function renderButton(element: WireElement, place: Place): Html {
  const label = plainTextOf(element.text);
  const shared = attributes({
    class: ['button', ...styleOf(element)].join(' '),
    'data-value': asString(element.value) || undefined,
    'aria-label': asString(element.accessibility_label) || undefined,
  });
  const told = html`${identity(element, place, 'click')}${confirmation(element, place.surface.lookup)}`;
  const url = safeUrl(asString(element.url));
  if (url === undefined) return html`<button type="button"${shared}${told}>${label}</button>`;
  return html`<a href="${url}" target="_blank" rel="noopener noreferrer"${shared}${told}>${label}</a>`;
}

/** An overflow menu: each option is a button that reports its own value. */
export function renderOverflow(element: WireElement, place: Place): Html {
  const name = asString(element.accessibility_label) || 'More actions';
  const told = html`${identity(element, place, 'click')}${confirmation(element, place.surface.lookup)}`;
  const items = asList(element.options).map((option) => {
    const { text, value, description, url }: WireOption = asObject(option);
    const detail = plainTextOf(description);
    const label = html`${plainTextOf(text)}${detail && html`<small>${detail}</small>`}`;
    const target = safeUrl(asString(url));
    if (target === undefined) {
      return html`<li><button type="button" data-value="${asString(value)}"${told}>${label}</button></li>`;
    }
    return html`<li><a href="${target}" target="_blank" rel="noopener noreferrer" data-value="${asString(value)}"${told}>${label}</a></li>`;
  });
  return html`<details class="menu"><summary class="button" aria-label="${name}">⋯</summary><ul>${items}</ul></details>`;
}

function styleOf(element: WireElement): readonly string[] {
  return element.style === 'primary' || element.style === 'danger' ? [element.style] : [];
}
