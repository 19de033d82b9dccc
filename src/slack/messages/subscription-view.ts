import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { scheduleWords, sizeWords } from '../../digests/subscription-words.ts';
import { exclusionsAsList } from '../../digests/topics.ts';
import { maxExclusions, maxSize, maxTopics } from '../../digests/wishes.ts';
import type { WhenQuiet, Wishes } from '../../store/subscriptions.ts';
import type { DigestPlace } from '../button-state.ts';
import { cutToBytes } from './cut-text.ts';
import type { Shown } from './digest-elements.ts';
import { option, plain } from './elements.ts';
import { fewerLikeField } from './fewer-like.ts';
import { placeBlocks } from './place-blocks.ts';
import { previewElements } from './preview-message.ts';
import { type ChosenRhythm, rhythmBlocks } from './rhythm-blocks.ts';
import { line, text } from './rich-text.ts';
import { doubtSentence } from './subscription-notices.ts';
import { type Field, input, windowOf } from './windows.ts';

/** callback_id of the window. */
export const subscriptionViewId = 'subscription';

/** block_id and action_id of each field: one name for both. */
export const fields = {
  time: 'subscription_time',
  timeZone: 'subscription_time_zone',
  topics: 'subscription_topics',
  exclusions: 'subscription_exclusions',
  fewerLike: 'subscription_fewer_like',
  size: 'subscription_size',
  details: 'subscription_details',
  quiet: 'subscription_quiet',
  savedLike: 'subscription_saved_like',
} as const;

/** Values of checkboxes that stand alone. */
export const detailsOn = 'thread';
export const savedLikeOn = 'like';

const quietLabels: Readonly<Record<WhenQuiet, string>> = {
  archive: 'Older papers that were not sent yet',
  say: 'One line that says so',
};

/** What Slack lets people type, and more than all exclusions of the longest kind. */
const maxTextChars = 3_000;
const problemBytes = 600;
const warningBytes = 1_200;

const dispatching: ReadonlySet<string> = new Set([
  ...[fields.topics, fields.exclusions, fields.fewerLike, fields.size, fields.quiet],
  ...[fields.time, fields.details, fields.savedLike],
]);

/** A field of the window; what changes the preview is sent as it is chosen. */
function field(name: string, label: string, element: Field['element'], more: Partial<Field> = {}): InputBlock {
  return input(name, { label, element, dispatches: dispatching.has(name), ...more });
}

function typed(name: string, value: string, placeholder: string): Field['element'] {
  return {
    type: 'plain_text_input',
    action_id: name,
    max_length: maxTextChars,
    placeholder: plain(placeholder),
    dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
    ...(value !== '' && { initial_value: value.slice(0, maxTextChars) }),
  };
}

function chosen(name: string, options: PlainTextOption[], initial: PlainTextOption | undefined): Field['element'] {
  return { type: 'static_select', action_id: name, options, ...(initial && { initial_option: initial }) };
}

/** A box that stands alone. */
function box(name: string, one: PlainTextOption, isTicked: boolean): Field['element'] {
  return { type: 'checkboxes', action_id: name, options: [one], ...(isTicked && { initial_options: [one] }) };
}

function formBlocks(form: SubscriptionForm, place: readonly KnownBlock[]): KnownBlock[] {
  const { wishes, rhythm } = form;
  const { topics, exclusions, fewerLike, savedLike, size, quiet, time, timeZone, details } = fields;
  const sizes = Array.from({ length: maxSize }, (_, index) => option(String(index + 1), String(index + 1)));
  const quietOption = (whenQuiet: WhenQuiet): PlainTextOption => option(whenQuiet, quietLabels[whenQuiet]);
  const likeSaved = option(savedLikeOn, 'Also papers like those I saved');
  const inThread = option(detailsOn, 'More on each paper, in the thread or behind its buttons');
  const zoneElement = {
    ...({ type: 'plain_text_input', action_id: timeZone, initial_value: wishes.timeZone } as const),
    placeholder: plain('Europe/London, or a city'),
  };
  return [
    field(topics, 'Topics', typed(topics, wishes.topics.join(', '), 'quantization, "state space", has:code'), {
      hint: `Up to ${maxTopics}, with commas between; empty for all papers. A question as you would ask it works too.`,
      isOptional: true,
    }),
    field(exclusions, 'Not wanted', typed(exclusions, exclusionsAsList(wishes.exclusions), 'survey, medical imaging'), {
      hint: `Words or phrases that rule a paper out, with commas between; up to ${maxExclusions}.`,
      isOptional: true,
    }),
    ...fewerLikeField(fewerLike, wishes.fewerLike, true),
    ...place,
    // Nobody else learns what a person saved.
    ...(isOwn(form)
      ? [
          field(savedLike, 'Saved papers', box(savedLike, likeSaved, wishes.savedLike), {
            hint: 'At most two of them, each with the paper that it is like.',
            isOptional: true,
          }),
        ]
      : []),
    field(size, 'Papers at most', chosen(size, sizes, sizes[wishes.size - 1])),
    field(
      quiet,
      'When nothing is new',
      chosen(quiet, [quietOption('archive'), quietOption('say')], quietOption(wishes.whenQuiet)),
    ),
    ...rhythmBlocks(wishes.days, rhythm),
    field(time, 'Time', { type: 'timepicker', action_id: time, initial_time: wishes.time }),
    field(timeZone, 'Time zone', zoneElement),
    field(details, 'Details', box(details, inThread, wishes.hasDetails), { isOptional: true }),
  ];
}

/** What the window works on. */
export interface SubscriptionForm {
  /** The subscription that is edited; undefined for a new one. */
  readonly id: string | undefined;
  readonly wishes: Wishes;
  /** How often, as it was chosen in the open window; undefined: as the wishes say. */
  readonly rhythm?: ChosenRhythm['rhythm'];
  /** What is wrong with what was written, each a sentence. */
  readonly problems: readonly string[];
  /** Words that may have been meant otherwise than the wishes have them. */
  readonly doubts: readonly string[];
  /** Where a new one comes. */
  readonly place: DigestPlace;
  /** The window was opened in a channel. */
  readonly isInChannel: boolean;
  /** Sentences about the wishes to be read before the window is submitted again. */
  readonly warnings?: readonly string[];
}

/** The digest is the person's own, in their direct message. */
export function isOwn({ id, place, isInChannel }: SubscriptionForm): boolean {
  return id === undefined ? place === 'me' || (place === 'here' && !isInChannel) : !isInChannel;
}

export interface FormPreview {
  /** What is wrong with what was filled in, each a sentence. */
  readonly problems: readonly string[];
  /** What is valid of it; undefined where nothing is. */
  readonly shown?: Shown;
}

function previewBlocks({ problems, shown }: FormPreview, wishes: Wishes): KnownBlock[] {
  const wrong = cutToBytes(problems.join(' '), problemBytes);
  const elements =
    wrong === ''
      ? [
          ...(shown === undefined ? [] : previewElements('The next digest would hold', shown)),
          text(`\n\nIt comes ${scheduleWords(wishes)}, ${sizeWords(wishes)}.`),
        ]
      : [
          text(wrong, { bold: true }),
          ...(shown === undefined
            ? []
            : [text('\n\n'), ...previewElements('Apart from that, the next digest would hold', shown)]),
        ];
  return [line(...elements), { type: 'divider' }];
}

function warningsOf({ doubts, warnings = [], id }: SubscriptionForm): KnownBlock[] {
  const again = `Press ${id === undefined ? 'Subscribe' : 'Save'} anyway, or change it.`;
  const read =
    doubts.length === 0 ? [] : [`${doubtSentence(doubts)} Check the topics, the time and the days, then subscribe.`];
  const told = [...read, ...(warnings.length === 0 ? [] : [...warnings, again])].join(' ');
  return told === '' ? [] : [line(text(cutToBytes(told, warningBytes), { bold: true }))];
}

/**
 * The window in which a digest is set up or changed: first what the next one would hold, then the fields.
 *
 * @param metadata what comes back with a submission, see reach.ts
 */
export function subscriptionView(form: SubscriptionForm, preview: FormPreview, metadata: string): ModalView {
  const { id, wishes, warnings = [] } = form;
  const verb = id === undefined ? 'Subscribe' : 'Save';
  const blocks = [
    ...warningsOf(form),
    ...previewBlocks(preview, wishes),
    ...formBlocks(form, id === undefined ? placeBlocks(form.place, form.isInChannel) : []),
  ];
  return windowOf(id === undefined ? 'Set up a digest' : 'Change the digest', blocks, 'Cancel', {
    ...{ callbackId: subscriptionViewId, metadata },
    label: warnings.length === 0 ? verb : `${verb} anyway`,
  });
}
