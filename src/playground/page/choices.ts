import { heldState, type Place } from './control.ts';
import type { Lookup } from './lookup.ts';
import { plainTextOf } from './text-object.ts';
import { asList, asObject, asString, valueAt, type WireElement, type WireOption } from './wire.ts';

export interface Choice {
  readonly value: string;
  /** A text object or a plain string, as `renderText` takes it. */
  readonly text: unknown;
  readonly description?: unknown;
}

export interface ChoiceGroup {
  /** "" for choices that stand in no group. */
  readonly label: string;
  readonly choices: readonly Choice[];
}

/** Everything that an element offers. People and channels come from the workspace, not from the element. */
export function offeredChoices(element: WireElement, place: Place): readonly ChoiceGroup[] {
  if (element.type === 'conversations_select') return conversations(element.filter, place.surface.lookup);
  return [
    ...asList(element.option_groups).map(groupOf),
    ...(element.options === undefined ? [] : [groupOf({ options: element.options })]),
  ];
}

/** What the reader sees, by the filter: https://docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object */
function conversations(filter: unknown, { channels, people }: Lookup): readonly ChoiceGroup[] {
  const include = asList(valueAt(filter, 'include'));
  const isIncluded = (kind: string): boolean => include.length === 0 || include.includes(kind);
  const isWithoutBots = valueAt(filter, 'exclude_bot_users') === true;
  const offered = channels.filter(
    ({ isPrivate, isClosed }) => isClosed !== true && isIncluded(isPrivate === true ? 'private' : 'public'),
  );
  const persons = isIncluded('im') ? people.filter(({ isApp }) => !(isWithoutBots && isApp === true)) : [];
  return [
    { label: 'Channels', choices: offered.map(({ id, name }) => ({ value: id, text: `#${name}` })) },
    { label: 'People', choices: persons.map(({ id, name }) => ({ value: id, text: `@${name}` })) },
  ].filter(({ choices }) => choices.length > 0);
}

/** The choices to show as made: what the person did last, else what the app set at first. */
export function chosenChoices(element: WireElement, place: Place): readonly Choice[] {
  const held = heldState(element, place);
  const prefix = held === undefined ? 'initial_' : 'selected_';
  return Object.entries(held ?? element)
    .filter(([field]) => field.startsWith(prefix))
    .flatMap(([, made]) => made ?? [])
    .map(asChoice);
}

function groupOf(group: unknown): ChoiceGroup {
  return { label: plainTextOf(valueAt(group, 'label')), choices: asList(valueAt(group, 'options')).map(asChoice) };
}

/** An option object, or the bare id of a person or channel. */
function asChoice(given: unknown): Choice {
  if (typeof given === 'string') return { value: given, text: given };
  const { value, text, description }: WireOption = asObject(given);
  return { value: asString(value), text, description };
}
