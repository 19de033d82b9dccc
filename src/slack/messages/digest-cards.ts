import type { KnownBlock } from '@slack/types';
import type { DigestPaper } from '../../digests/digest.ts';
import { becauseWords } from '../../digests/digest-words.ts';
import { maxCardBlocksBytes } from '../limits.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { becauseBytes, headElements, headlineOf, type Shown } from './digest-elements.ts';
import type { CardMessage } from './message.ts';
import { cardButtons, cardsText, type PaperCard, paperCard } from './paper-card.ts';
import { line } from './rich-text.ts';

/** What stands round the cards of a digest. */
export interface DigestFrame {
  /** Before the headline. */
  readonly before?: readonly KnownBlock[];
  /** Below the cards. */
  readonly last?: readonly KnownBlock[];
  /** Room kept for what may stand there besides, in bytes. */
  readonly keptBytes?: number;
}

/** In bytes; a sentence is shortened on all cards alike, until they fit. */
const sentenceSteps = [200, 120];

function cardsOf(papers: readonly DigestPaper[], sentenceBytes: number): PaperCard[] {
  const isMixed = papers.some(({ isNew }) => isNew);
  return papers.map(({ paper, isNew, because }, index) =>
    paperCard(paper, {
      buttons: cardButtons({ id: paper.id }, ['details', 'similar', 'save']),
      number: index + 1,
      // One picture is a cover; five would be a long way to scroll.
      hasPicture: index === 0,
      mark: isMixed && !isNew ? 'archive' : undefined,
      isBrief: true,
      lead: because && cutToBytes(becauseWords(because), becauseBytes),
      sentenceBytes,
    }),
  );
}

/** A digest with a card for each of its papers; undefined where it has none, or more than fit in a message: some seven. */
export function digestCards(
  shown: Shown,
  { before = [], last = [], keptBytes = 0 }: DigestFrame,
): CardMessage | undefined {
  const { digest } = shown;
  if (digest.kind !== 'papers') return undefined;
  const text = cardsText(
    digest.papers.map(({ paper }) => paper),
    `${headlineOf(shown)}:`,
  );
  const head = [...before, line(...headElements(shown))];
  const sized = sentenceSteps.map((bytes) => [...head, ...cardsOf(digest.papers, bytes), ...last]);
  const blocks = sized.find((shorter) => jsonBytes(shorter) <= maxCardBlocksBytes - keptBytes);
  return blocks && { text, blocks };
}
