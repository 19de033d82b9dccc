import type { InteractiveElement, Option } from '../stand-in/block-kit/elements.ts';
import { optionsOf } from '../stand-in/form-values.ts';
import { heldState, identity, naming, type Place, placeholderOf } from './control.ts';
import { attributes, type Html, html } from './html.ts';
import { isOpenTo, type Lookup } from './lookup.ts';
import { plainTextOf, renderText } from './text-object.ts';

type ConversationFilter = Extract<InteractiveElement, { type: 'conversations_select' }>['filter'];

interface ChoiceGroup {
  /** "" for choices that stand in no group. */
  readonly label: string;
  readonly choices: readonly Option[];
}

/** Everything that an element offers. People and channels come from the workspace, not from the element. */
function offeredChoices(element: InteractiveElement, place: Place): readonly ChoiceGroup[] {
  if (element.type === 'conversations_select') return conversations(element.filter, place.surface.lookup);
  return [{ label: '', choices: optionsOf(element) }];
}

/** What the reader sees, by the filter: https://docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object */
function conversations(filter: ConversationFilter, lookup: Lookup): readonly ChoiceGroup[] {
  const isIncluded = (kind: 'im' | 'private' | 'public'): boolean => filter?.include?.includes(kind) ?? true;
  const channels = lookup.channels.filter((channel) => isOpenTo(channel, lookup) && isIncluded(channel.kind));
  const people = lookup.people.filter(({ isBot }) => isIncluded('im') && !(filter?.exclude_bot_users && isBot));
  return [
    { label: 'Channels', choices: channels.map(({ id, name }) => choice(id, `#${name}`)) },
    { label: 'People', choices: people.map(({ id, realName }) => choice(id, `@${realName}`)) },
  ].filter(({ choices }) => choices.length > 0);
}

function choice(value: string, text: string): Option {
  return { value, text: { type: 'plain_text', text } };
}

function chosenIn(element: InteractiveElement, place: Place): ReadonlySet<string> {
  const held = [heldState(element, place) ?? []].flat();
  return new Set(held.map((one) => (typeof one === 'string' ? one : one.value)));
}

/** A select with one answer. The browser's own: keyboard, names and small screens come with it. */
export function renderSelect(element: InteractiveElement, place: Place): Html {
  const chosen = chosenIn(element, place);
  const groups = offeredChoices(element, place).map(({ label, choices }) => {
    const options = choices.map(({ value, text }) => {
      const isChosen = attributes({ selected: chosen.has(value) });
      return html`<option value="${value}"${isChosen}>${plainTextOf(text)}</option>`;
    });
    return label === '' ? options : html`<optgroup label="${label}">${options}</optgroup>`;
  });
  const shared = html`${naming(element, place)}${identity(element, place, 'change')}`;
  const placeholder = placeholderOf(element) || 'Choose an option';
  return html`<select${shared}><option value="">${placeholder}</option>${groups}</select>`;
}

/** A select with many answers: open in a form, folded away where it stands beside text. */
export function renderMultiSelect(element: InteractiveElement, place: Place): Html {
  const list = renderChecks(element, place, 'checkbox');
  if (place.field) return list;
  const chosen = chosenIn(element, place);
  const names = optionsOf(element).flatMap(({ value, text }) => (chosen.has(value) ? plainTextOf(text) : []));
  const summary = names.join(', ') || placeholderOf(element) || 'Choose';
  return html`<details class="menu"><summary class="button">${summary}</summary>${list}</details>`;
}

/** Checkboxes or radio buttons, each with its own label; the group reports as one. */
export function renderChecks(element: InteractiveElement, place: Place, kind: 'checkbox' | 'radio'): Html {
  const chosen = chosenIn(element, place);
  const { lookup } = place.surface;
  const rows = optionsOf(element).map(({ value, text, description }) => {
    const input = attributes({ type: kind, name: place.domId, value, checked: chosen.has(value) });
    const detail = description && html`<small>${renderText(description, lookup)}</small>`;
    return html`<label><input${input}><span>${renderText(text, lookup)}${detail}</span></label>`;
  });
  const shared = html`${naming(element, place, 'group')}${identity(element, place, 'change')}`;
  return html`<div class="checks" role="${kind === 'radio' ? 'radiogroup' : 'group'}"${shared}>${rows}</div>`;
}
