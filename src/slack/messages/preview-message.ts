import type { KnownBlock, RichTextElement } from '@slack/types';
import { momentFor } from '../../digests/subscription-words.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { maxBlocksBytes } from '../limits.ts';
import { jsonBytes } from './cut-text.ts';
import { digestCards } from './digest-cards.ts';
import { digestElements, type Shown } from './digest-elements.ts';
import { digestFallback } from './digest-message.ts';
import { followedBlocks } from './follow-messages.ts';
import type { Message } from './message.ts';
import { line, text } from './rich-text.ts';
import { roundUpBlocks } from './round-up.ts';

/** In a window it stands beside other things. */
const windowBytes = 5_000;

/** What a digest would hold if it were posted now, for a window. @param lead before it */
export function previewElements(lead: string, shown: Shown): RichTextElement[] {
  // A new one has had nothing yet.
  if (shown.digest.kind === 'archive-read') return [text('The library has nothing on this that was not sent here.')];
  return [text(`${lead}\n`, { italic: true }), ...digestElements({ ...shown, isBrief: true }, windowBytes)];
}

/** A digest for one person, with a line before it that says so. */
export function privateDigestMessage(lead: string, shown: Shown, under: readonly KnownBlock[] = []): Message {
  const rows = [...followedBlocks(shown.digest), ...under];
  const before = roundUpBlocks(shown.digest);
  const first = text(before.length === 0 ? `${lead}\n\n` : lead, { italic: true });
  const room = maxBlocksBytes - jsonBytes([...before, line(first), ...rows]);
  const elements = digestElements(shown, room);
  const blocks = before.length === 0 ? [line(first, ...elements)] : [line(first), ...before, line(...elements)];
  return {
    text: digestFallback(shown),
    blocks: [...blocks, ...rows],
    cards: digestCards(shown, { before: [line(first), ...before], last: rows }),
  };
}

/** What the next post looks like. @param reader their time zone */
export function previewMessage(shown: Shown, { paused, nextAt, timeZone }: Subscription, reader: string): Message {
  const when = paused === undefined ? `comes ${momentFor(nextAt, timeZone, reader)}` : 'is paused';
  return privateDigestMessage(`Only you see this preview. The digest ${when}; posted now it would be:`, shown);
}
