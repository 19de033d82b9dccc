import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { LeftOut } from '../../digests/left-out.ts';
import { topicWords } from '../../digests/subscription-words.ts';
import { exclusionsAsList } from '../../digests/topics.ts';
import { displayText } from '../../papers/display-text.ts';
import type { Paper } from '../../papers/paper.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { cutToBytes } from './cut-text.ts';
import { verbatim } from './elements.ts';
import { fewerLikeField, optionChars } from './fewer-like.ts';
import { line, text } from './rich-text.ts';
import { input, windowOf } from './windows.ts';

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
  return options.length === 0 ? [] : [input(name, { label, isOptional: true, element })];
}

/** "leaves out 3 of 20 other papers of the last month" */
function leavesOut(papers: number, { of, isOfLastMonth }: LeftOut): string {
  const others = of === 1 ? 'the one other paper' : `${of} other papers`;
  const counted = `${others} ${isOfLastMonth ? 'of the last month' : 'that fit this digest'}`;
  if (of === 0) return 'no other paper fits this digest yet';
  if (papers === 0) return `leaves out none of ${counted} yet`;
  return papers === 1 && of === 1 ? `leaves out ${others}` : `leaves out ${papers} of ${counted}`;
}

function boxOf(label: string, value: string, papers: number, leftOut: LeftOut): PlainTextOption {
  return { text: verbatim(label), description: verbatim(leavesOut(papers, leftOut)), value };
}

/** What is left out already, to be taken back. */
function ruledBlocks({ exclusions, fewerLike }: Subscription): InputBlock[] {
  const { exclusions: exclusionsField } = notRelevantFields;
  const hasSome = exclusions.length > 0;
  return [
    ...fewerLikeField(notRelevantFields.fewerLike, fewerLike),
    input(exclusionsField, {
      label: hasSome ? 'Left out already' : 'Other words to leave out',
      hint: hasSome
        ? 'Words or phrases, with commas between; remove one to have such papers again.'
        : 'Words or phrases, with commas between.',
      isOptional: true,
      element: {
        type: 'plain_text_input',
        action_id: exclusionsField,
        max_length: maxTextChars,
        ...(hasSome && { initial_value: exclusionsAsList(exclusions) }),
      },
    }),
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
    .map(({ phrase, papers }) => boxOf(phrase, phrase, papers, leftOut));
  const canBeMeant = paper.id.length <= optionChars && !subscription.fewerLike.some(({ id }) => id === paper.id);
  const like = alike === undefined || !canBeMeant ? [] : [boxOf('Fewer like this paper', paper.id, alike, leftOut)];
  const lead = `\nNo paper is posted here twice. ${words.length + like.length === 0 ? nothingOffered : offered}`;
  const digest = cutToBytes(`This digest: ${topicWords(subscription)}. Counted are papers that fit it.`, titleBytes);
  const blocks = [
    line(text(title, { bold: true }), text(lead)),
    ...boxes(notRelevantFields.like, 'By what they mean', like),
    ...boxes(notRelevantFields.words, 'Papers that hold', words),
    ...ruledBlocks(subscription),
    { type: 'context', elements: [verbatim(digest)] } as const,
  ];
  return windowOf('Not relevant', blocks, 'Cancel', { callbackId: notRelevantViewId, metadata, label: 'Save' });
}
