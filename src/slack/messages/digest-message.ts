import type { Button, KnownBlock, PlainTextOption, RichTextElement, StaticSelect } from '@slack/types';
import type { Digest, DigestPaper } from '../../digests/digest.ts';
import type { DigestPart } from '../../digests/digest-post.ts';
import { localDate } from '../../digests/schedule.ts';
import { momentWords, timeWords } from '../../digests/subscription-words.ts';
import { displayText } from '../../papers/display-text.ts';
import { contributionOf, summaryOf } from '../../papers/summary.ts';
import { freshnessNote } from '../../status/status-words.ts';
import { isByHand } from '../../store/delivery.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { actionIds, encodeState } from '../button-state.ts';
import { maxBlocksBytes } from '../limits.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { digestElements, headlineOf, type Shown } from './digest-elements.ts';
import { fallback, type Message } from './message.ts';
import { factsOf, sentenceElements, titleLink } from './paper-blocks.ts';
import { richText, section, text } from './rich-text.ts';
import { stopButton } from './stop-message.ts';

/** A digest this much after its time says so; a busy workspace's queue takes some minutes. */
const lateAfterMs = 15 * 60_000;

/** In bytes of JSON. */
const noteBytes = 500;
const sentenceBytes = 700;
/** Slack's limits for an option of a menu, in characters; longer ids cannot be chosen there. */
const optionTextBytes = 70;
const optionValueChars = 150;
/** Three menus of more papers than this would take the room of what the post says of them. */
const manyPapers = 5;
const shortOptionTextBytes = 30;

/** Its readers may have clocks of any zone. */
function lateness({ delivery, subscription: { timeZone }, now }: DigestPart): string | undefined {
  if (now - delivery.dueAt < lateAfterMs) return undefined;
  const isToday = localDate(now, timeZone) === localDate(delivery.dueAt, timeZone);
  const due = isToday ? timeWords(delivery.dueAt, timeZone) : momentWords(delivery.dueAt, timeZone);
  return `late: was due ${due} (${timeZone})`;
}

function menuOf(actionId: string, label: string, papers: readonly DigestPaper[], subscription: string): StaticSelect[] {
  const textBytes = papers.length > manyPapers ? shortOptionTextBytes : optionTextBytes;
  const options = papers.flatMap(({ paper }, index): PlainTextOption[] => {
    const value = encodeState({ id: paper.id, subscription });
    if (value.length > optionValueChars) return [];
    const title = cutToBytes(`${index + 1}. ${displayText(paper.title)}`, textBytes);
    return [{ text: { type: 'plain_text', text: title, emoji: false }, value }];
  });
  if (options.length === 0) return [];
  return [{ type: 'static_select', action_id: actionId, placeholder: { type: 'plain_text', text: label }, options }];
}

const menuLabels = {
  [actionIds.digestDetails]: 'Details of …',
  [actionIds.digestSimilar]: 'Similar to …',
  [actionIds.digestNotRelevant]: 'Not relevant: …',
} as const;
type Menu = keyof typeof menuLabels;

/** Where no thread holds the details, menus do. */
function menus(digest: Digest, { id }: Subscription, offered: readonly Menu[]): KnownBlock[] {
  if (digest.kind !== 'papers') return [];
  const elements = offered.flatMap((menu) => menuOf(menu, menuLabels[menu], digest.papers, id));
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

const readingMenus = [actionIds.digestDetails, actionIds.digestSimilar] as const;

/** For a digest that one person alone sees: none of its papers was sent, so none is out of the way for good. */
export const privateMenus = (digest: Digest, subscription: Subscription): KnownBlock[] =>
  menus(digest, subscription, readingMenus);

function button(actionId: string, label: string, value: string): Button {
  return { type: 'button', action_id: actionId, text: { type: 'plain_text', text: label }, value };
}

/** What anyone who reads the post can do with its digest. */
function manageRow(subscription: Subscription): KnownBlock {
  const { id } = subscription;
  const elements = [button(actionIds.manage, 'Manage', id), button(actionIds.snooze, 'Snooze', id)];
  return { type: 'actions', elements: [...elements, stopButton(subscription)] };
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
  const rows = [
    ...(subscription.hasDetails ? [] : menus(digest, subscription, [...readingMenus, actionIds.digestNotRelevant])),
    manageRow(subscription),
  ];
  const room = maxBlocksBytes - jsonBytes([richText(section(...last)), ...rows]);
  return {
    text: digestFallback(shown),
    blocks: [richText(section(...digestElements(shown, room), ...last)), ...rows],
  };
}

/** What is new in a paper, and what came out; what there is besides is behind the buttons. */
function contributionElements({ abstract }: DigestPaper['paper']): RichTextElement[] {
  const shown = displayText(abstract);
  const { proposes, finds } = contributionOf(shown);
  const sentences = [
    { label: 'What is new: ', text: proposes },
    { label: 'What they found: ', text: finds },
  ].filter((sentence) => sentence.text !== '');
  const told = sentences.length === 0 ? [{ label: '', text: summaryOf(shown) || 'No abstract is known.' }] : sentences;
  return told.flatMap((sentence) => sentenceElements(sentence, sentenceBytes));
}

/** One paper of a digest, in its thread. */
function paperMessage({ paper }: DigestPaper, { part, delivery, subscription }: DigestPart): Message {
  const [thread] = delivery.posted;
  const state = encodeState({ id: paper.id, subscription: subscription.id, ...(thread !== undefined && { thread }) });
  const facts = factsOf(paper);
  return {
    text: fallback(`${part}. ${displayText(paper.title)}`),
    blocks: [
      richText(
        section(
          text(`${part}. `, { bold: true }),
          titleLink(paper),
          ...contributionElements(paper),
          ...(facts.length === 0 ? [] : [text('\n'), ...facts]),
        ),
      ),
      {
        type: 'actions',
        elements: [
          button(actionIds.details, 'Details', state),
          button(actionIds.similar, 'Similar', state),
          button(actionIds.notRelevant, 'Not relevant', state),
        ],
      },
    ],
  };
}

/** The message of one part: the post itself, or what is new in one of its papers. */
export function digestMessage(part: DigestPart): Message {
  const { digest } = part;
  const paper = digest.kind === 'papers' ? digest.papers[part.part - 1] : undefined;
  return paper === undefined ? postMessage(part) : paperMessage(paper, part);
}
