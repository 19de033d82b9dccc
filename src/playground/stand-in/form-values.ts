import type { Block } from './block-kit/blocks.ts';
import type { InteractiveElement, Option } from './block-kit/elements.ts';
import { interactiveElements } from './block-kit/interactive-elements.ts';
import type { FormValue, FormValues, Held } from './wire.ts';

/** What a person gives a field: a text, date, id or option value; several for a multi-select; null to empty it. */
export type Given = string | number | string[] | null;

type ElementType = InteractiveElement['type'];

/** docs, view_submission: where each element keeps its value. */
const valueFields: Partial<Record<ElementType, string>> = {
  plain_text_input: 'value',
  static_select: 'selected_option',
  radio_buttons: 'selected_option',
  checkboxes: 'selected_options',
  multi_static_select: 'selected_options',
  conversations_select: 'selected_conversation',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
};

/** What a field holds; null for nothing. */
export function heldIn(value: FormValue | undefined): Held {
  return Object.entries(value ?? {}).find(([key]) => key !== 'type')?.[1] ?? null;
}

/** The state of a fresh form; `kept` are earlier values, which survive where block_id and action_id stay. */
export function formValues(blocks: Block[], kept: FormValues = {}): FormValues {
  const values: FormValues = {};
  for (const { block, element } of interactiveElements(blocks)) {
    const { block_id: blockId, action_id: actionId } = { ...block, ...element };
    const initial = initialValue(element);
    if (!initial || !blockId || !actionId) continue;
    const earlier = kept[blockId]?.[actionId];
    values[blockId] = { ...values[blockId], [actionId]: earlier?.type === element.type ? earlier : initial };
  }
  return values;
}

function initialValue(element: InteractiveElement): FormValue | undefined {
  const field = valueFields[element.type];
  if (!field) return undefined;
  const initial = Object.entries<unknown>(element).find(([key]) => key.startsWith('initial_'))?.[1];
  return { type: element.type, [field]: (initial as Held | undefined) ?? emptyValue(field) };
}

function emptyValue(field: string): [] | null {
  return field.endsWith('s') ? [] : null;
}

/**
 * Keeps what a person gave to fields, by action_id or block_id.
 *
 * @throws when there is no such field or option
 */
export function fillIn(
  blocks: Block[],
  values: Readonly<Record<string, Given>>,
  keep: (place: { blockId: string; actionId: string }, value: FormValue) => void,
): void {
  for (const [name, value] of Object.entries(values)) {
    const placed = interactiveElements(blocks).find(
      ({ block, element }) => element.action_id === name || block.block_id === name,
    );
    if (!placed) throw new Error(`There is no field "${name}".`);
    const place = { blockId: placed.block.block_id ?? '', actionId: placed.element.action_id ?? '' };
    keep(place, chosenValue(placed.element, value));
  }
}

/** @throws when the element has no such option */
export function chosenValue(element: InteractiveElement, given: Given): FormValue {
  const field = valueFields[element.type];
  if (!field) throw new Error(`A ${element.type} takes no value.`);
  return { type: element.type, [field]: content(element, field, given) };
}

function content(element: InteractiveElement, field: string, given: Given): Held {
  if (given === null || given === '') return emptyValue(field);
  if (field === 'selected_option') return optionOf(element, String(given));
  if (field === 'selected_options') return [given].flat().map((value) => optionOf(element, String(value)));
  return String(given);
}

/**
 * The option with this value, or else with this text.
 *
 * @throws when there is none
 */
export function optionOf(element: InteractiveElement, wanted: string): Option {
  const options = optionsOf(element);
  const found = options.find(({ value }) => value === wanted) ?? options.find(({ text }) => text.text === wanted);
  if (found) return found;
  const offered = options.map(({ value }) => value).join(', ');
  throw new Error(`No option "${wanted}" in ${element.type} ${element.action_id}. It offers: ${offered}`);
}

/** What an element offers, if not any words. */
export function optionsOf(element: InteractiveElement): Option[] {
  return 'options' in element ? element.options : [];
}

/** docs, modals: fields that Slack's client refuses to submit, with what it says below each. */
export function refusedFields(blocks: Block[], values: FormValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type !== 'input') continue;
    const { block_id: blockId = '', element, optional } = block;
    const given = heldIn(values[blockId]?.[element.action_id ?? '']);
    const isEmpty = given === null || (Array.isArray(given) && given.length === 0);
    if (isEmpty && !optional) errors[blockId] = 'Please complete this required field.';
    const problem = !isEmpty && lengthProblem(element, String(given));
    if (problem) errors[blockId] = problem;
  }
  return errors;
}

function lengthProblem(element: InteractiveElement, text: string): string | undefined {
  if (element.type !== 'plain_text_input') return undefined;
  const { min_length: min = 0, max_length: max = Number.POSITIVE_INFINITY } = element;
  if (text.length < min) return `Please enter at least ${min} characters.`;
  if (text.length > max) return `Please enter at most ${max} characters.`;
  return undefined;
}
