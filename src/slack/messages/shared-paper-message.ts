import type { KnownBlock } from '@slack/types';
import { displayText } from '../../papers/display-text.ts';
import { oneSentence } from '../../papers/one-sentence.ts';
import type { Paper } from '../../papers/paper.ts';
import { cutToBytes } from './cut-text.ts';
import { beside, verbatim } from './elements.ts';
import { fallback, type Message } from './message.ts';
import { factsOf, menuOf, sentenceBlock, titleLink } from './paper-blocks.ts';
import { cardButtons, cardsText, paperCard } from './paper-card.ts';
import { line, text } from './rich-text.ts';

/** The sentence with its menu. */
const sentenceBytes = 1_300;

/** A paper that somebody shares with a channel. The name is plain text: a mention would notify people of their own doing. */
export function sharedPaperMessage(
  paper: Paper,
  by: { readonly id: string; readonly name: string },
  thread: string | undefined,
): Message {
  const sharer = cutToBytes(displayText(by.name), 80);
  const buttons = { thread, canShare: false, sharedBy: by.id };
  const menu = menuOf(paper, buttons);
  const told = `Shared by ${sharer}`;
  const last: KnownBlock = { type: 'context', elements: [verbatim(told)] };
  const lastWithMenu = menu === undefined ? last : beside(told, menu);
  const onCard = cardButtons({ id: paper.id, thread }, ['details', 'similar', 'save']);
  return {
    text: fallback(`${sharer} shared: ${displayText(paper.title)}`),
    blocks: [
      line(titleLink(paper), text('\n'), ...factsOf(paper)),
      sentenceBlock(paper, oneSentence(paper), buttons, sentenceBytes),
      last,
    ],
    cards: {
      text: cardsText([paper], `${sharer} shared:`),
      blocks: [paperCard(paper, { buttons: onCard, hasPicture: true }), lastWithMenu],
    },
  };
}
