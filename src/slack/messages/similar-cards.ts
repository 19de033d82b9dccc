import type { KnownBlock } from '@slack/types';
import type { Match } from '../../search/answer.ts';
import { maxCardBlocksBytes, maxCards } from '../limits.ts';
import { jsonBytes } from './cut-text.ts';
import { type CardDeed, cardButtons, type PaperCard, type PaperCarousel, paperCard } from './paper-card.ts';

/** In bytes; all sentences are shortened alike before papers are left to the next page. */
const sentenceBytes = 200;
const shortSentenceBytes = 120;

export interface CarouselOptions {
  readonly thread: string | undefined;
  readonly canShare: boolean;
  /** Room for all of it, in bytes of JSON. */
  readonly maxBytes: number;
}

function cardsOf(matches: readonly Match[], { thread, canShare, maxBytes }: CarouselOptions): PaperCard[] {
  const deeds: readonly CardDeed[] = canShare ? ['details', 'save', 'share'] : ['details', 'similar', 'save'];
  const drawn = (bytes: number): PaperCard[] =>
    matches.slice(0, maxCards).map(({ paper, rank }, place) =>
      paperCard(paper, {
        buttons: cardButtons({ id: paper.id, thread }, deeds, place),
        ...{ number: rank, isBrief: true, sentenceBytes: bytes },
      }),
    );
  const whole = drawn(sentenceBytes);
  return jsonBytes(whole) <= maxBytes ? whole : drawn(shortSentenceBytes);
}

/** Papers side by side, as many as there is room for; one at least. */
export function paperCarousel(matches: readonly Match[], options: CarouselOptions): PaperCarousel {
  const elements: PaperCard[] = [];
  for (const card of cardsOf(matches, options)) {
    if (elements.length > 0 && jsonBytes([...elements, card]) > options.maxBytes) break;
    elements.push(card);
  }
  return { type: 'carousel', elements };
}

/** What stands round a carousel leaves it this room. */
export function carouselRoom(frame: readonly KnownBlock[]): number {
  return maxCardBlocksBytes - jsonBytes(frame) - jsonBytes({ type: 'carousel', elements: [] });
}
