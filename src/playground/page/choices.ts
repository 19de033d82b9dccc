import { heldState, type Place } from './control.ts';
import { plainTextOf } from './text-object.ts';
import { asList, asObject, asString, type WireElement, type WireOption, type WireOptionGroup } from './wire.ts';

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
  const { lookup } = place.surface;
  const people = lookup.people.map(({ id, name }) => ({ value: id, text: `@${name}` }));
  const channels = lookup.channels.map(({ id, name }) => ({ value: id, text: `#${name}` }));
  switch (asString(element.type).replace(/^multi_/, '')) {
    case 'users_select':
      return [{ label: '', choices: people }];
    case 'channels_select':
      return [{ label: '', choices: channels }];
    case 'conversations_select':
      return [
        { label: 'Channels', choices: channels },
        { label: 'People', choices: people },
      ];
    case 'external_select':
      return [{ label: '', choices: chosenChoices(element, place) }]; // The others come when the app is asked.
    default:
      return [
        ...asList(element.option_groups).map((group) => groupOf(asObject(group))),
        ...(element.options === undefined ? [] : [groupOf(element)]),
      ];
  }
}

/** The choices to show as made: what the person did last, else what the app set at first. */
export function chosenChoices(element: WireElement, place: Place): readonly Choice[] {
  const held = heldState(element, place);
  const made = held
    ? [
        held.selected_option,
        held.selected_options,
        held.selected_user,
        held.selected_users,
        held.selected_channel,
        held.selected_channels,
        held.selected_conversation,
        held.selected_conversations,
      ]
    : [
        element.initial_option,
        element.initial_options,
        element.initial_user,
        element.initial_users,
        element.initial_channel,
        element.initial_channels,
        element.initial_conversation,
        element.initial_conversations,
      ];
  return made
    .flatMap((one) => (Array.isArray(one) ? asList(one) : [one]))
    .filter((one) => one !== undefined && one !== null)
    .map(asChoice);
}

function groupOf({ label, options }: WireOptionGroup): ChoiceGroup {
  return { label: plainTextOf(label), choices: asList(options).map(asChoice) };
}

/** An option object, or the bare id of a person or channel. */
function asChoice(given: unknown): Choice {
  if (typeof given === 'string') return { value: given, text: given };
  const { value, text, description }: WireOption = asObject(given);
  return { value: asString(value), text, description };
}
