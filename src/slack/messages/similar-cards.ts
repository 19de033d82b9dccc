import type { KnownBlock } from '@slack/types';
import type { Match } from '../../search/answer.ts';
import { maxCardBlocksBytes, maxCards } from '../limits.ts';
import { jsonBytes } from './cut-text.ts';
import { type CardDeed, cardButtons, type PaperCard, type PaperCarousel, paperCard } from './paper-card.ts';

export interface CarouselOptions {
  readonly thread: string | undefined;
  readonly canShare: boolean;
  /** Room for all of it, in bytes of JSON. */
  readonly maxBytes: number;
}

/** Papers side by side, as many as there is room for; one at least. */
export function paperCarousel(matches: readonly Match[], options: CarouselOptions): PaperCarousel {
  const { thread, canShare, maxBytes } = options;
  const deeds: readonly CardDeed[] = canShare ? ['details', 'save', 'share'] : ['details', 'similar', 'save'];
  const elements: PaperCard[] = [];
  for (const [place, { paper, rank }] of matches.slice(0, maxCards).entries()) {
    const buttons = cardButtons({ id: paper.id, thread }, deeds, place);
    const card = paperCard(paper, { buttons, number: rank, isBrief: true });
    if (elements.length > 0 && jsonBytes([...elements, card]) > maxBytes) break;
    elements.push(card);
  }
  return { type: 'carousel', elements };
}

/** What stands round a carousel leaves it this room. */
export function carouselRoom(frame: readonly KnownBlock[]): number {
  return maxCardBlocksBytes - jsonBytes(frame) - jsonBytes({ type: 'carousel', elements: [] });
}
