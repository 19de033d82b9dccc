import type { KnownBlock, Overflow, RichTextBlock, RichTextElement, SectionBlock } from '@slack/types';
import { displayText } from '../../papers/display-text.ts';
import { authorsForPeople, codeLabel, firstAuthorForPeople } from '../../papers/facts.ts';
import { paperLinks } from '../../papers/links.ts';
import { type OneSentence, oneSentence } from '../../papers/one-sentence.ts';
import type { Paper } from '../../papers/paper.ts';
import { dateForPeople } from '../../papers/paper-date.ts';
import type { Match, Segment } from '../../search/answer.ts';
import { actionIds, encodeState, type PaperState } from '../button-state.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { beside, option } from './elements.ts';
import { line, link, marked, quote, richText, text } from './rich-text.ts';

/** The buttons under a paper. */
export interface PaperButtons {
  /** The thread that the answer stands in, for what the buttons post. */
  readonly thread?: string | undefined;
  readonly canShare: boolean;
  /** Id of who shared it: they can take it back. */
  readonly sharedBy?: string | undefined;
}

// Room of each part in bytes of JSON. Shipped titles have at most 148 characters and summaries 390: only hostile text is cut.
const titleBytes = 330;
const leastTitleBytes = 40;
const summaryBytes = 420;
/** The sentence and its menu. */
const sentenceBlockBytes = summaryBytes + 620;
/** What is cut to less says nothing: "Why: First, we…". */
export const leastSentenceChars = 40;
const authorsBytes = 100;
const organisationBytes = 80;
/** Longest link in a list; a paper's details show longer ones. */
const maxUrlBytes = 160;

function codeLink(paper: Paper): RichTextElement[] {
  const [code] = paperLinks(paper).code;
  return code === undefined || jsonBytes(code) > maxUrlBytes ? [] : [link(code, codeLabel(paper))];
}

/** With dots between what is known; '' when nothing is. */
function factsWith({ isWithdrawn, upvotes, ...paper }: Paper, who: readonly string[]): string {
  return [isWithdrawn === true ? 'withdrawn' : '', dateForPeople(paper) ?? '', ...who, upvotes ? `▲ ${upvotes}` : '']
    .filter((fact) => fact !== '')
    .join(' · ');
}

/** "24 Nov 2026 · A. First, Z. Last and 3 more · Lab · ▲ 12": what is known, nothing else. */
export function factsText(paper: Paper): string {
  const authors = cutToBytes(authorsForPeople(paper.authors ?? []), authorsBytes);
  return factsWith(paper, [authors, cutToBytes(displayText(paper.organisation ?? ''), organisationBytes)]);
}

/** "24 Nov 2026 · A. First and 3 others · ▲ 12": the same where many papers stand close together. */
export function briefFactsText(paper: Paper): string {
  return factsWith(paper, [cutToBytes(firstAuthorForPeople(paper.authors ?? []), authorsBytes)]);
}

function factsLine(facts: string, links: readonly RichTextElement[]): RichTextElement[] {
  const told = facts === '' ? [] : [text(facts)];
  return [...told, ...links].flatMap((part, index) => (index === 0 ? [part] : [text(' · '), part]));
}

/** With links behind them: "… · PDF · Code ★ 9". */
export function factsOf(paper: Paper): RichTextElement[] {
  const { pdf } = paperLinks(paper);
  return factsLine(factsText(paper), [...(pdf === undefined ? [] : [link(pdf, 'PDF')]), ...codeLink(paper)]);
}

export function briefFactsOf(paper: Paper): RichTextElement[] {
  return factsLine(briefFactsText(paper), codeLink(paper));
}

/** What a paper is about, after a line break; its label in italics. Nothing when less than a few words fit. */
export function sentenceElements({ text: sentence, label }: OneSentence, maxBytes: number): RichTextElement[] {
  const prefix = label === '' ? [text('\n')] : [text(`\n${label}`, { italic: true })];
  const shown = cutToBytes(sentence, maxBytes - jsonBytes([...prefix, text('')]));
  const isStump = shown !== sentence && shown.length < leastSentenceChars;
  return shown === '' || isStump ? [] : [...prefix, text(shown)];
}

const bold = { bold: true } as const;

/** The title, linked to the paper's page unless that leaves no room for it; cut until it fits in `maxBytes` of JSON. */
export function titleLink(paper: Paper, maxBytes = Number.POSITIVE_INFINITY): RichTextElement {
  const { page } = paperLinks(paper);
  const titleIn = (room: number): string => cutToBytes(displayText(paper.title), Math.min(room, titleBytes));
  const besideLink = maxBytes - jsonBytes(link(page, '?', bold));
  const isLinked = jsonBytes(page) <= maxUrlBytes && besideLink >= leastTitleBytes;
  return isLinked ? link(page, titleIn(besideLink), bold) : text(titleIn(maxBytes - jsonBytes(text('?', bold))), bold);
}

/** The title, with its number in a list, and the facts below. */
export function titleBlock(paper: Paper, facts: readonly RichTextElement[], number?: number): RichTextBlock {
  const place = number === undefined ? [] : [text(`${number}. `, bold)];
  return line(...place, titleLink(paper), ...(facts.length === 0 ? [] : [text('\n'), ...facts]));
}

/** What a menu does with its paper, beside opening links. */
export type PaperDeed = 'details' | 'similar' | 'bibtex' | 'save' | 'share' | 'unshare' | 'read' | 'unread' | 'remove';

const deedLabels: Readonly<Record<PaperDeed, string>> = {
  details: 'Details',
  similar: 'Similar papers',
  bibtex: 'BibTeX',
  save: 'Save',
  share: 'Share to channel',
  unshare: 'Undo sharing',
  read: 'Mark as read',
  unread: 'Mark as unread',
  remove: 'Remove from saved',
};

/** Slack's limit for the value of an option, in characters: https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
const optionValueChars = 150;

/** A menu of deeds with one paper; undefined for what is too long for its options. */
export function deedMenu(deeds: readonly PaperDeed[], stateOf: (deed: PaperDeed) => PaperState): Overflow | undefined {
  const options = deeds.map((deed) => option(encodeState({ ...stateOf(deed), do: deed }), deedLabels[deed]));
  const isTooLong = options.some(({ value = '' }) => value.length > optionValueChars);
  return isTooLong ? undefined : { type: 'overflow', action_id: actionIds.paperMenu, options };
}

/** What can be done with a paper; none for an id that is too long for a menu. */
export function menuOf({ id }: Pick<Paper, 'id'>, { thread, canShare, sharedBy }: PaperButtons): Overflow | undefined {
  const deeds: readonly PaperDeed[] = [
    ...(['details', 'similar', 'bibtex', 'save'] as const),
    ...(canShare ? (['share'] as const) : []),
    ...(sharedBy === undefined ? [] : (['unshare'] as const)),
  ];
  return deedMenu(deeds, (deed) => ({
    id,
    ...(thread !== undefined && { thread }),
    ...(deed === 'unshare' && { by: sharedBy }),
  }));
}

/** Segments cut to a number of bytes of JSON, with "…" at the end; the words that were asked for keep their marks. */
function cutSegments(segments: readonly Segment[], maxBytes: number): Segment[] {
  if (jsonBytes(marked(segments)) <= maxBytes) return [...segments];
  const kept: Segment[] = [];
  let left = maxBytes - jsonBytes('…');
  for (const segment of segments) {
    const room = left - jsonBytes(text('', { bold: true }));
    // Less than a few words is not worth an element.
    if (room < 20) {
      const last = kept.pop();
      if (last !== undefined) kept.push({ ...last, text: `${last.text.trimEnd()}…` });
      break;
    }
    const piece = { ...segment, text: cutToBytes(segment.text, room) };
    kept.push(piece);
    const comma = 1;
    left -= jsonBytes(marked([piece])[0]) + comma;
    if (piece.text !== segment.text) break;
  }
  return kept;
}

const lengthOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { text: { length } }) => sum + length, 0);

const whyLabel = 'Why: ';

/** With its label, which stands in the first piece where that has no mark of its own. */
function labelled(why: readonly Segment[]): Segment[] {
  const [first, ...others] = why;
  if (first === undefined) return [];
  return first.isMatch
    ? [{ text: whyLabel, isMatch: false }, ...why]
    : [{ ...first, text: whyLabel + first.text }, ...others];
}

export const noAbstract = 'No abstract is known.';

/** Room that a sentence takes at least, in a script with three bytes a letter. */
const leastSentenceBytes = 3 * leastSentenceChars;

/** What a paper is about in one sentence, with its menu beside it; the sentence is cut until both fit in `maxBytes` of JSON, but to no stump. */
export function sentenceBlock(
  paper: Paper,
  { text: sentence, label }: OneSentence,
  buttons: PaperButtons,
  maxBytes: number,
): SectionBlock {
  const menu = menuOf(paper, buttons);
  const room = maxBytes - jsonBytes(beside('', menu));
  const shown = cutToBytes(sentence === '' ? noAbstract : `${label}${sentence}`, Math.max(room, leastSentenceBytes));
  return beside(shown, menu);
}

/**
 * One paper of an answer: number and title, facts, one sentence with the menu beside it, why it matched. The reason is cut first, then
 * the sentence, until it fits in `maxBytes` of JSON; title, facts, menu and a few words of the sentence stay.
 */
export function matchBlocks(match: Match, buttons: PaperButtons, maxBytes: number): KnownBlock[] {
  const head = titleBlock(match.paper, factsOf(match.paper), match.rank);
  const sentence = oneSentence(match.paper, match.summary);
  const body = [
    head,
    sentenceBlock(match.paper, sentence, buttons, Math.min(maxBytes - jsonBytes([head]), sentenceBlockBytes)),
  ];
  const why = cutSegments(labelled(match.why), maxBytes - jsonBytes([...body, richText(quote())]));
  const isStump = why.at(-1)?.text.endsWith('…') === true && lengthOf(why) < whyLabel.length + leastSentenceChars;
  return why.length === 0 || isStump ? body : [...body, richText(quote(...marked(why)))];
}
