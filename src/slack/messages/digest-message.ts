import type { Button, KnownBlock, PlainTextOption, RichTextElement, StaticSelect } from '@slack/types';
import type { DigestPaper } from '../../digests/digest.ts';
import type { DigestPart } from '../../digests/digest-post.ts';
import { localDate } from '../../digests/schedule.ts';
import { dateWords, momentWords, topicWords } from '../../digests/subscription-words.ts';
import { displayText } from '../../papers/display-text.ts';
import { keywordsForPeople } from '../../papers/facts.ts';
import { oneSentence } from '../../papers/one-sentence.ts';
import { freshnessNote } from '../../status/status-words.ts';
import { actionIds, encodeState } from '../button-state.ts';
import { maxMessageBytes } from '../limits.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { fallback, type Message } from './message.ts';
import { factsOf, sentenceElements, titleLink } from './paper-blocks.ts';
import { richText, section, text } from './rich-text.ts';

/** A digest this much after its time says so; a busy workspace's queue takes some minutes. */
const lateAfterMs = 15 * 60_000;

/** Longest line of topics in a post, and what of an abstract stands in the thread, in bytes of JSON. */
const topicsBytes = 300;
const noteBytes = 500;
const abstractBytes = 900;
const keywordsBytes = 200;
/** Slack's limits for an option of a menu, in characters; longer ids cannot be chosen there. */
const optionTextBytes = 70;
const optionValueChars = 150;

function lateness({ delivery, subscription, now }: DigestPart): string | undefined {
  if (now - delivery.dueAt < lateAfterMs) return undefined;
  const due = momentWords(delivery.dueAt, subscription.timeZone);
  const isToday = localDate(now, subscription.timeZone) === localDate(delivery.dueAt, subscription.timeZone);
  return `late: was due ${isToday ? due.slice(due.indexOf(',') + 2) : due}`;
}

function completeness(papers: readonly DigestPaper[], { subscription: { size, whenQuiet } }: DigestPart): string[] {
  const origin = papers.every(({ isNew }) => !isNew) ? ['nothing new, so from the archive'] : [];
  if (papers.length >= size) return origin;
  const why = whenQuiet === 'archive' ? 'the library has no more on this' : 'no more are new';
  return [...origin, `${papers.length} of ${size}: ${why}`];
}

/** "Papers of Tue 24 Nov · quantization, without survey · late: was due 09:00" */
function headingOf(part: DigestPart, notes: readonly string[]): RichTextElement[] {
  const { delivery, subscription } = part;
  const said = [cutToBytes(topicWords(subscription), topicsBytes), lateness(part), ...notes]
    .filter(Boolean)
    .join(' · ');
  return [text(`Papers of ${dateWords(delivery.localDate)}`, { bold: true }), text(` · ${said}`)];
}

function lineOf({ paper, isNew }: DigestPaper, number: number, isMixed: boolean, maxBytes: number): RichTextElement[] {
  const head = [text(`\n\n${number}. `, { bold: true }), titleLink(paper)];
  const origin = isMixed && !isNew ? [text(' (archive)')] : [];
  const summary = sentenceElements(oneSentence(paper), maxBytes - jsonBytes([...head, ...origin]));
  return [...head, ...origin, ...summary];
}

function menuOf(actionId: string, label: string, papers: readonly DigestPaper[], subscription: string): StaticSelect[] {
  const options = papers.flatMap(({ paper }, index): PlainTextOption[] => {
    const value = encodeState({ id: paper.id, subscription });
    if (value.length > optionValueChars) return [];
    const title = cutToBytes(`${index + 1}. ${displayText(paper.title)}`, optionTextBytes);
    return [{ text: { type: 'plain_text', text: title, emoji: false }, value }];
  });
  if (options.length === 0) return [];
  return [{ type: 'static_select', action_id: actionId, placeholder: { type: 'plain_text', text: label }, options }];
}

/** Where no thread holds the details, menus do. */
function menusOf(papers: readonly DigestPaper[], { subscription }: DigestPart): KnownBlock[] {
  if (subscription.hasDetails) return [];
  const elements = [
    ...menuOf(actionIds.digestDetails, 'Details of …', papers, subscription.id),
    ...menuOf(actionIds.digestSimilar, 'Similar to …', papers, subscription.id),
    ...menuOf(actionIds.digestNotRelevant, 'Not relevant: …', papers, subscription.id),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/** Last line of a post: how fresh its papers are. */
function noteElements({ sources, subscription }: DigestPart): RichTextElement[] {
  const note = freshnessNote(sources, subscription.timeZone);
  return note === undefined ? [] : [text(`\n\n${cutToBytes(note, noteBytes)}`, { italic: true })];
}

function papersMessage(papers: readonly DigestPaper[], part: DigestPart): Message {
  const last = noteElements(part);
  const heading = headingOf(part, completeness(papers, part));
  const menus = menusOf(papers, part);
  const isMixed = papers.some(({ isNew }) => isNew);
  const room = (maxMessageBytes - jsonBytes([richText(section(...heading, ...last)), ...menus])) / papers.length;
  const lines = papers.flatMap((paper, index) => lineOf(paper, index + 1, isMixed, room));
  const titles = papers.map(({ paper }, index) => `${index + 1}. ${displayText(paper.title)}`);
  return {
    text: fallback(`Papers of ${dateWords(part.delivery.localDate)}: ${titles.join(' ')}`),
    blocks: [richText(section(...heading, ...lines, ...last)), ...menus],
  };
}

function quietMessage(sentence: string, part: DigestPart): Message {
  const elements = [...headingOf(part, []), text(`\n${sentence}`), ...noteElements(part)];
  return { text: fallback(sentence), blocks: [richText(section(...elements))] };
}

function button(actionId: string, label: string, value: string): Button {
  return { type: 'button', action_id: actionId, text: { type: 'plain_text', text: label }, value };
}

/** One paper of a digest, in its thread. */
function detailsMessage({ paper }: DigestPaper, { part, delivery, subscription }: DigestPart): Message {
  const [thread] = delivery.posted;
  const state = encodeState({ id: paper.id, subscription: subscription.id, ...(thread !== undefined && { thread }) });
  const facts = factsOf(paper);
  const abstract = cutToBytes(displayText(paper.abstract), abstractBytes);
  const keywords = cutToBytes(keywordsForPeople(paper), keywordsBytes);
  return {
    text: fallback(`${part}. ${displayText(paper.title)}`),
    blocks: [
      richText(
        section(
          text(`${part}. `, { bold: true }),
          titleLink(paper),
          ...(facts.length === 0 ? [] : [text('\n'), ...facts]),
          ...(abstract === '' ? [] : [text(`\n${abstract}`)]),
          ...(keywords === '' ? [] : [text(`\nKeywords: ${keywords}`, { italic: true })]),
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

/** The message of one part: the post itself, or the details of one of its papers. */
export function digestMessage(part: DigestPart): Message {
  const { digest } = part;
  switch (digest.kind) {
    case 'papers': {
      const paper = digest.papers[part.part - 1];
      return part.part === 0 || paper === undefined ? papersMessage(digest.papers, part) : detailsMessage(paper, part);
    }
    case 'nothing-new':
      return quietMessage('Nothing new today. The next post comes when there is something.', part);
    case 'archive-read':
      return quietMessage(
        'You have had every paper of the library on this. The next post comes when there is a new one.',
        part,
      );
    default:
      return digest satisfies never;
  }
}
