import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { LeftOut } from '../../digests/left-out.ts';
import { topicWords } from '../../digests/subscription-words.ts';
import { exclusionsAsList } from '../../digests/wishes.ts';
import { displayText } from '../../papers/display-text.ts';
import type { Paper } from '../../papers/paper.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { cutToBytes } from './cut-text.ts';
import { fewerLikeBoxes, optionChars } from './fewer-like.ts';
import { richText, section, text } from './rich-text.ts';

/** callback_id of the window. */
export const notRelevantViewId = 'not_relevant';

/** block_id and action_id of each field. */
export const notRelevantFields = {
  words: 'not_relevant_words',
  like: 'not_relevant_like',
  fewerLike: 'not_relevant_fewer_like',
  exclusions: 'not_relevant_exclusions',
} as const;

const titleBytes = 300;
const maxTextChars = 3_000;

export interface NotRelevantForm {
  readonly subscription: Subscription;
  readonly paper: Paper;
  /** What could keep out others like it. */
  readonly leftOut: LeftOut;
  /** What comes back with a submission, see reach.ts. */
  readonly metadata: string;
}

function boxes(name: string, label: string, options: PlainTextOption[]): InputBlock[] {
  const element = { type: 'checkboxes', action_id: name, options } as const;
  const block = { type: 'input', block_id: name, optional: true, label: { type: 'plain_text', text: label } } as const;
  return options.length === 0 ? [] : [{ ...block, element }];
}

/** "leaves out 3 of 20 other papers of the last month" */
function leavesOut(papers: number, { of, isOfLastMonth }: LeftOut): string {
  const others = of === 1 ? 'the one other paper' : `${of} other papers`;
  const counted = `${others} ${isOfLastMonth ? 'of the last month' : 'that fit this digest'}`;
  if (of === 0) return 'no other paper fits this digest yet';
  if (papers === 0) return `leaves out none of ${counted} yet`;
  return papers === 1 && of === 1 ? `leaves out ${others}` : `leaves out ${papers} of ${counted}`;
}

function option(label: string, value: string, papers: number, leftOut: LeftOut): PlainTextOption {
  return {
    text: { type: 'plain_text', text: label, emoji: false },
    description: { type: 'plain_text', text: leavesOut(papers, leftOut), emoji: false },
    value,
  };
}

/** What is left out already, to be taken back. */
function ruledBlocks({ exclusions, fewerLike }: Subscription): InputBlock[] {
  const { fewerLike: likeField, exclusions: exclusionsField } = notRelevantFields;
  const likeBlock: InputBlock = {
    type: 'input',
    block_id: likeField,
    optional: true,
    label: { type: 'plain_text', text: 'Fewer like' },
    hint: { type: 'plain_text', text: 'Untick a paper to have others like it again.' },
    element: fewerLikeBoxes(likeField, fewerLike),
  };
  return [
    ...(fewerLike.length === 0 ? [] : [likeBlock]),
    {
      type: 'input',
      block_id: exclusionsField,
      optional: true,
      label: { type: 'plain_text', text: exclusions.length === 0 ? 'Other words to leave out' : 'Left out already' },
      hint: {
        type: 'plain_text',
        text:
          exclusions.length === 0
            ? 'Words or phrases, with commas between.'
            : 'Words or phrases, with commas between; remove one to have such papers again.',
      },
      element: {
        type: 'plain_text_input',
        action_id: exclusionsField,
        max_length: maxTextChars,
        ...(exclusions.length > 0 && { initial_value: exclusionsAsList(exclusions) }),
      },
    },
  ];
}

const offered = 'To keep others like it out, choose what rules them out.';
const nothingOffered =
  'Nothing would rule out others like it without half of this digest; you can write words of your own below.';

/** Offers to rule out papers like this one, by what everybody can see and change: nothing is learnt in silence. */
export function notRelevantView({ subscription, paper, leftOut, metadata }: NotRelevantForm): ModalView {
  const title = cutToBytes(displayText(paper.title), titleBytes);
  const { phrases, alike } = leftOut;
  const words = phrases
    .filter(({ phrase }) => phrase.length <= optionChars)
    .map(({ phrase, papers }) => option(phrase, phrase, papers, leftOut));
  const canBeMeant = paper.id.length <= optionChars && !subscription.fewerLike.some(({ id }) => id === paper.id);
  const like = alike === undefined || !canBeMeant ? [] : [option('Fewer like this paper', paper.id, alike, leftOut)];
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
          text(`\nNo paper is posted here twice. ${words.length + like.length === 0 ? nothingOffered : offered}`),
        ),
      ),
      ...boxes(notRelevantFields.like, 'By what they mean', like),
      ...boxes(notRelevantFields.words, 'Papers that hold', words),
      ...ruledBlocks(subscription),
      {
        type: 'context',
        elements: [
          {
            type: 'plain_text',
            text: cutToBytes(`This digest: ${topicWords(subscription)}. Counted are papers that fit it.`, titleBytes),
            emoji: false,
          },
        ],
      },
    ],
  };
}
