import { type Choice, type ChoiceGroup, chosenChoices, offeredChoices } from './choices.ts';
import { confirmation, groupNaming, identity, naming, type Place } from './control.ts';
import { attributes, type Html, html } from './html.ts';
import { plainTextOf, renderText } from './text-object.ts';
import type { WireElement } from './wire.ts';

/** A select with one answer. The browser's own: keyboard, names and small screens come with it. */
export function renderSelect(element: WireElement, place: Place): Html {
  const chosen = new Set(chosenChoices(element, place).map(({ value }) => value));
  const groups = offeredChoices(element, place).map(({ label, choices }) => {
    const options = choices.map(({ value, text }) => {
      const isChosen = attributes({ selected: chosen.has(value) });
      return html`<option value="${value}"${isChosen}>${plainTextOf(text)}</option>`;
    });
    return label === '' ? options : html`<optgroup label="${label}">${options}</optgroup>`;
  });
  const told = html`${identity(element, place, 'change')}${confirmation(element, place.surface.lookup)}`;
  const placeholder = plainTextOf(element.placeholder) || 'Choose an option';
  return html`<select${naming(element, place)}${told}><option value="">${placeholder}</option>${groups}</select>`;
}

/** A select with many answers: open in a form, folded away where it stands beside text. */
export function renderMultiSelect(element: WireElement, place: Place): Html {
  const chosen = chosenChoices(element, place);
  const list = renderChecks(element, place, 'checkbox');
  if (place.field) return list;
  const summary =
    chosen.map(({ text }) => plainTextOf(text)).join(', ') || plainTextOf(element.placeholder) || 'Choose';
  return html`<details class="menu"><summary class="button">${summary}</summary>${list}</details>`;
}

/** Checkboxes or radio buttons, each with its own label; the group reports as one. */
export function renderChecks(element: WireElement, place: Place, kind: 'checkbox' | 'radio'): Html {
  const chosen = new Set(chosenChoices(element, place).map(({ value }) => value));
  const role = kind === 'radio' ? 'radiogroup' : 'group';
  const told = html`${identity(element, place, 'change')}${confirmation(element, place.surface.lookup)}`;
  const groups = offeredChoices(element, place).map((group) => checks(group, place, kind, chosen));
  return html`<div class="checks" role="${role}"${groupNaming(element, place)}${told}>${groups}</div>`;
}

function checks({ label, choices }: ChoiceGroup, place: Place, kind: string, chosen: ReadonlySet<string>): Html {
  const rows = choices.map(({ value, text, description }: Choice) => {
    const input = attributes({ type: kind, name: place.domId, value, checked: chosen.has(value) });
    const { lookup } = place.surface;
    const detail = description !== undefined && html`<small>${renderText(description, lookup)}</small>`;
    return html`<label><input${input}><span>${renderText(text, lookup)}${detail}</span></label>`;
  });
  return html`${label !== '' && html`<p>${label}</p>`}${rows}`;
}
