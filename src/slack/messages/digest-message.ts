import type { KnownBlock, RichTextElement } from '@slack/types';
import type { DigestPaper } from '../../digests/digest.ts';
import type { DigestPart } from '../../digests/digest-post.ts';
import { localDate } from '../../digests/schedule.ts';
import { momentWords, timeWords } from '../../digests/subscription-words.ts';
import { displayText } from '../../papers/display-text.ts';
import { freshnessNote } from '../../status/status-words.ts';
import { isByHand } from '../../store/delivery.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { actionIds } from '../button-state.ts';
import { maxBlocksBytes } from '../limits.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { digestCards } from './digest-cards.ts';
import { digestElements, headlineOf, type Shown } from './digest-elements.ts';
import { digestPaperMenu, digestPaperMessage } from './digest-paper-message.ts';
import { button, row } from './elements.ts';
import { followedBlocks } from './follow-messages.ts';
import { fallback, type Message } from './message.ts';
import { line, text } from './rich-text.ts';
import { roundUpBlocks } from './round-up.ts';
import { stopButton } from './stop-message.ts';

/** A digest this much after its time says so; a busy workspace's queue takes some minutes. */
const lateAfterMs = 15 * 60_000;

/** In bytes of JSON. */
const noteBytes = 300;
/** With its block. */
const noteBlockBytes = noteBytes + 150;

/** Its readers may have clocks of any zone. */
function lateness({ delivery, subscription: { timeZone }, now }: DigestPart): string | undefined {
  if (now - delivery.dueAt < lateAfterMs) return undefined;
  const isToday = localDate(now, timeZone) === localDate(delivery.dueAt, timeZone);
  const due = isToday ? timeWords(delivery.dueAt, timeZone) : momentWords(delivery.dueAt, timeZone);
  return `late: was due ${due} (${timeZone})`;
}

/** What anyone who reads the post can do with its digest. */
function manageRow(subscription: Subscription): KnownBlock[] {
  const { id } = subscription;
  const stop = stopButton(subscription);
  return row(button(actionIds.manage, 'Manage', id), button(actionIds.snooze, 'Snooze', id), stop);
}

/** Last line of a post: how fresh its papers are. */
function noteElements({ sources, subscription }: DigestPart): RichTextElement[] {
  const note = freshnessNote(sources, subscription.timeZone);
  return note === undefined ? [] : [text(`\n\n${cutToBytes(note, noteBytes)}`, { italic: true })];
}

/** Headline and titles, for notifications. */
export function digestFallback(shown: Shown): string {
  const { digest } = shown;
  if (digest.kind !== 'papers') return fallback(headlineOf(shown));
  const titles = digest.papers.map(({ paper }, index) => `${index + 1}. ${displayText(paper.title)}`);
  return fallback(`${headlineOf(shown)}: ${titles.join(' ')}`);
}

function postMessage(part: DigestPart): Message {
  const { digest, subscription, now } = part;
  const shown: Shown = {
    digest,
    wishes: subscription,
    now,
    notes: [lateness(part), isByHand(part.delivery) ? 'posted by hand' : undefined],
  };
  const last = noteElements(part);
  // Those of a record from before there were cards follow in the thread, whatever the post looks like.
  const hasThread = part.delivery.parts > 1;
  const rows = [...(hasThread ? [] : digestPaperMenu(digest, subscription)), ...manageRow(subscription)];
  const before = roundUpBlocks(digest);
  const followed = followedBlocks(digest);
  const room = maxBlocksBytes - jsonBytes([...before, ...followed, line(...last), ...rows]);
  const note = last.length === 0 ? [] : [line(...last)];
  return {
    text: digestFallback(shown),
    blocks: [
      ...before,
      line(...digestElements(shown, room), ...(followed.length === 0 ? last : [])),
      ...followed,
      ...(followed.length === 0 ? [] : note),
      ...rows,
    ],
    cards: hasThread
      ? undefined
      : digestCards(shown, {
          before,
          last: [...followed, ...note, ...rows],
          keptBytes: noteBlockBytes - jsonBytes(note),
        }),
  };
}

/** One paper of a digest, in its thread. */
function paperMessage({ paper }: DigestPaper, { part, delivery, subscription }: DigestPart): Message {
  const [thread] = delivery.posted;
  const state = { id: paper.id, subscription: subscription.id, ...(thread !== undefined && { thread }) };
  return digestPaperMessage(paper, state, part);
}

/** The message of one part: the post itself, or what is new in one of its papers. */
export function digestMessage(part: DigestPart): Message {
  const { digest } = part;
  const paper = digest.kind === 'papers' ? digest.papers[part.part - 1] : undefined;
  return paper === undefined ? postMessage(part) : paperMessage(paper, part);
}
