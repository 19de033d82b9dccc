import type { KnownBlock, PlainTextOption, RichTextElement } from '@slack/types';
import type { Digest } from '../../digests/digest.ts';
import { displayText } from '../../papers/display-text.ts';
import type { Paper } from '../../papers/paper.ts';
import { contributionOf, summaryOf } from '../../papers/summary.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { actionIds, encodeState, type PaperState } from '../button-state.ts';
import { cutToBytes } from './cut-text.ts';
import { button, plain, row, verbatim } from './elements.ts';
import { fallback, type Message } from './message.ts';
import { factsOf, sentenceElements, titleLink } from './paper-blocks.ts';
import { line, text } from './rich-text.ts';

/** In bytes of JSON. */
const sentenceBytes = 700;
/** Slack's limits for an option of a menu, in characters; longer ids cannot be chosen there. */
const optionTextBytes = 70;
const optionValueChars = 150;

/** What is new in a paper, and what came out; what there is besides is behind the buttons. */
function contributionElements({ abstract }: Paper): RichTextElement[] {
  const shown = displayText(abstract);
  const { proposes, finds } = contributionOf(shown);
  const sentences = [
    { label: 'What is new: ', text: proposes },
    { label: 'What they found: ', text: finds },
  ].filter((sentence) => sentence.text !== '');
  const told = sentences.length === 0 ? [{ label: '', text: summaryOf(shown) || 'No abstract is known.' }] : sentences;
  return told.flatMap((sentence) => sentenceElements(sentence, sentenceBytes));
}

/** One paper of a digest, with its number where it stands in the thread. */
export function digestPaperMessage(paper: Paper, state: PaperState, number?: number): Message {
  const value = encodeState(state);
  const place = number === undefined ? '' : `${number}. `;
  const facts = factsOf(paper);
  return {
    text: fallback(`${place}${displayText(paper.title)}`),
    blocks: [
      line(
        ...(place === '' ? [] : [text(place, { bold: true })]),
        titleLink(paper),
        ...contributionElements(paper),
        ...(facts.length === 0 ? [] : [text('\n'), ...facts]),
      ),
      ...row(
        button(actionIds.details, 'Details', value),
        button(actionIds.similar, 'Similar', value),
        button(actionIds.save, 'Save', value),
        button(actionIds.notRelevant, 'Not relevant', value),
      ),
    ],
  };
}

/** Where no thread tells of each paper, a menu does, to whoever chooses from it. */
export function digestPaperMenu(digest: Digest, subscription: Pick<Subscription, 'id'>): KnownBlock[] {
  if (digest.kind !== 'papers') return [];
  const options = digest.papers.flatMap(({ paper }, index): PlainTextOption[] => {
    const value = encodeState({ id: paper.id, subscription: subscription.id });
    if (value.length > optionValueChars) return [];
    const title = cutToBytes(`${index + 1}. ${displayText(paper.title)}`, optionTextBytes);
    return [{ text: verbatim(title), value }];
  });
  if (options.length === 0) return [];
  const placeholder = plain('More on a paper …');
  return [
    { type: 'actions', elements: [{ type: 'static_select', action_id: actionIds.digestPaper, placeholder, options }] },
  ];
}
