import type { Button, KnownBlock, RichTextElement } from '@slack/types';
import { displayText } from '../../papers/display-text.ts';
import { paperLinks } from '../../papers/links.ts';
import type { Paper } from '../../papers/paper.ts';
import { dateForPeople } from '../../papers/paper-date.ts';
import type { Match, Segment } from '../../search/answer.ts';
import { actionIds, encodeState } from '../button-state.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { link, marked, quote, richText, section, text } from './rich-text.ts';

/** The buttons under a paper. */
export interface PaperButtons {
  /** The thread that the answer stands in, for what the buttons post. */
  readonly thread?: string | undefined;
  readonly canShare: boolean;
}

// Room of each part in bytes of JSON. Shipped titles have at most 148 characters and summaries 390: only hostile text is cut.
const titleBytes = 330;
const summaryBytes = 420;
const authorsBytes = 100;
/** Longest link in a list; a paper's details show longer ones. */
const maxUrlBytes = 160;

/** "Feb 2024 · A. Author · ▲ 12 · PDF · Code": what is known, nothing else. */
export function factsOf(paper: Paper): RichTextElement[] {
  const { pdf, code } = paperLinks(paper);
  const facts = [
    dateForPeople(paper),
    paper.authors?.length ? cutToBytes(authorsForPeople(paper.authors), authorsBytes) : undefined,
    paper.upvotes === undefined ? undefined : `▲ ${paper.upvotes}`,
  ].filter((fact) => fact !== undefined);
  const links = [
    pdf === undefined ? undefined : link(pdf, 'PDF'),
    code[0] === undefined || jsonBytes(code[0]) > maxUrlBytes ? undefined : link(code[0], 'Code'),
  ].filter((one) => one !== undefined);
  return [...facts.map((fact) => text(fact)), ...links].flatMap((part, index) =>
    index === 0 ? [part] : [text(' · '), part],
  );
}

/** All of two or three authors; of more the first and how many follow. */
function authorsForPeople(authors: readonly string[]): string {
  const names = authors.map(displayText);
  return names.length <= 3 ? names.join(', ') : `${names[0]} and ${names.length - 1} more`;
}

/** The title, linked to the paper's page. */
export function titleLink(paper: Paper): RichTextElement {
  const title = cutToBytes(displayText(paper.title), titleBytes);
  const { page } = paperLinks(paper);
  return jsonBytes(page) > maxUrlBytes ? text(title, { bold: true }) : link(page, title, { bold: true });
}

function button(actionId: string, label: string, state: string): Button {
  return { type: 'button', action_id: actionId, text: { type: 'plain_text', text: label }, value: state };
}

function buttonsOf(match: Match, { thread, canShare }: PaperButtons): KnownBlock {
  const state = encodeState({ id: match.paper.id, ...(thread !== undefined && { thread }) });
  const share = canShare ? [button(actionIds.share, 'Share to channel', state)] : [];
  return {
    type: 'actions',
    elements: [button(actionIds.details, 'Details', state), button(actionIds.similar, 'Similar', state), ...share],
  };
}

/** Segments cut to a number of bytes of JSON, their marks kept. */
function cutSegments(segments: readonly Segment[], maxBytes: number): Segment[] {
  const kept: Segment[] = [];
  let left = maxBytes;
  for (const segment of segments) {
    const room = left - jsonBytes(text('', { bold: true }));
    // Less than a few words is not worth an element.
    if (room < 20) break;
    const piece = { ...segment, text: cutToBytes(segment.text, room) };
    kept.push(piece);
    left -= jsonBytes(marked([piece])[0]);
    if (piece.text !== segment.text) break;
  }
  return kept;
}

/**
 * One paper of an answer: number and title, facts, summary, why it matched, buttons. The reason is cut first, then the summary,
 * until it fits in `maxBytes` of JSON; title, facts and buttons stay.
 */
export function matchBlocks(match: Match, buttons: PaperButtons, maxBytes: number): KnownBlock[] {
  const actions = buttonsOf(match, buttons);
  const facts = factsOf(match.paper);
  const head = [
    text(`${match.rank}. `, { bold: true }),
    titleLink(match.paper),
    ...(facts.length === 0 ? [] : [text('\n'), ...facts]),
  ];
  const summary = cutToBytes(
    match.summary,
    Math.min(maxBytes - jsonBytes([richText(section(...head, text('\n'))), actions]), summaryBytes),
  );
  const told = section(...head, ...(summary === '' || summary === '…' ? [] : [text(`\n${summary}`)]));
  const why = cutSegments(match.why, maxBytes - jsonBytes([richText(told, quote()), actions]));
  return [why.length === 0 ? richText(told) : richText(told, quote(...marked(why))), actions];
}
