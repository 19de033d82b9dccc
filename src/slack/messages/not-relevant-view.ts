import type { KnownBlock, ModalView } from '@slack/types';
import { topicWords } from '../../digests/subscription-words.ts';
import { exclusionsAsList } from '../../digests/wishes.ts';
import { displayText } from '../../papers/display-text.ts';
import type { Paper } from '../../papers/paper.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { cutToBytes } from './cut-text.ts';
import { richText, section, text } from './rich-text.ts';

/** callback_id of the window. */
export const notRelevantViewId = 'not_relevant';

/** block_id and action_id of each field. */
export const notRelevantFields = { words: 'not_relevant_words', exclusions: 'not_relevant_exclusions' } as const;

const titleBytes = 300;
/** Slack's limit for the text and the value of an option. */
const optionChars = 75;
const maxTextChars = 3_000;

export interface NotRelevantForm {
  readonly subscription: Subscription;
  readonly paper: Paper;
  /** Words of the paper that could rule out others like it. */
  readonly suggestions: readonly string[];
  /** What comes back with a submission, see reach.ts. */
  readonly metadata: string;
}

/** Offers to rule out papers like this one, by words that everybody can see and change: nothing is learnt in silence. */
export function notRelevantView({ subscription, paper, suggestions, metadata }: NotRelevantForm): ModalView {
  const title = cutToBytes(displayText(paper.title), titleBytes);
  const options = suggestions
    .filter((word) => word.length <= optionChars)
    .map((word) => ({ text: { type: 'plain_text' as const, text: word, emoji: false }, value: word }));
  const words: KnownBlock[] =
    options.length === 0
      ? []
      : [
          {
            type: 'input',
            block_id: notRelevantFields.words,
            optional: true,
            label: { type: 'plain_text', text: 'Leave out papers that hold' },
            element: { type: 'checkboxes', action_id: notRelevantFields.words, options },
          },
        ];
  return {
    type: 'modal',
    callback_id: notRelevantViewId,
    private_metadata: metadata,
    title: { type: 'plain_text', text: 'Not relevant' },
    submit: { type: 'plain_text', text: 'Save' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      richText(
        section(
          text(title, { bold: true }),
          text('\nIt is not posted here again. To keep others like it out, choose words that rule a paper out.'),
        ),
      ),
      ...words,
      {
        type: 'input',
        block_id: notRelevantFields.exclusions,
        optional: true,
        label: { type: 'plain_text', text: 'Left out already' },
        hint: {
          type: 'plain_text',
          text: 'Words or phrases with commas between; remove one to have such papers again.',
        },
        element: {
          type: 'plain_text_input',
          action_id: notRelevantFields.exclusions,
          max_length: maxTextChars,
          ...(subscription.exclusions.length > 0 && { initial_value: exclusionsAsList(subscription.exclusions) }),
        },
      },
      {
        type: 'context',
        elements: [
          {
            type: 'plain_text',
            text: cutToBytes(`This digest: ${topicWords(subscription)}`, titleBytes),
            emoji: false,
          },
        ],
      },
    ],
  };
}
