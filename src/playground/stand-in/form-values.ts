import type { Block } from './block-kit/blocks.ts';
import type { InteractiveElement, Option } from './block-kit/elements.ts';
import { interactiveElements } from './block-kit/interactive-elements.ts';
import type { FormValue, FormValues } from './wire.ts';

/** What a person gives a field: a text, date, id or option value; several for a multi-select; null to empty it. */
export type Given = string | number | string[] | null;

type ElementType = InteractiveElement['type'];

/** docs, view_submission: where each element keeps its value, and where its first value stands. */
const valueFields: Partial<Record<ElementType, { value: string; initial: string }>> = {
  plain_text_input: { value: 'value', initial: 'initial_value' },
  static_select: { value: 'selected_option', initial: 'initial_option' },
  radio_buttons: { value: 'selected_option', initial: 'initial_option' },
  checkboxes: { value: 'selected_options', initial: 'initial_options' },
  multi_static_select: { value: 'selected_options', initial: 'initial_options' },
  conversations_select: { value: 'selected_conversation', initial: 'initial_conversation' },
  datepicker: { value: 'selected_date', initial: 'initial_date' },
  timepicker: { value: 'selected_time', initial: 'initial_time' },
};

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
  const fields = valueFields[element.type];
  if (!fields) return undefined;
  const parts: Record<string, unknown> = element;
  return { type: element.type, [fields.value]: parts[fields.initial] ?? emptyValue(fields.value) };
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
  const fields = valueFields[element.type];
  if (!fields) throw new Error(`A ${element.type} takes no value.`);
  const { value: field } = fields;
  return { type: element.type, [field]: content(element, field, given) };
}

function content(element: InteractiveElement, field: string, given: Given): unknown {
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

function optionsOf(element: InteractiveElement): Option[] {
  if ('option_groups' in element && element.option_groups)
    return element.option_groups.flatMap(({ options }) => options);
  return 'options' in element ? (element.options ?? []) : [];
}

/** docs, modals: fields that Slack's client refuses to submit, with what it says below each. */
export function refusedFields(blocks: Block[], values: FormValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type !== 'input') continue;
    const { block_id: blockId = '', element, optional } = block;
    const value = values[blockId]?.[element.action_id ?? ''];
    const given = Object.entries(value ?? {}).find(([key]) => key !== 'type')?.[1];
    const isEmpty = given === undefined || given === null || (Array.isArray(given) && given.length === 0);
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
