import type { Button, KnownBlock, RichTextElement } from '@slack/types';
import { displayText } from '../../papers/display-text.ts';
import { authorsForPeople, codeLabel } from '../../papers/facts.ts';
import { paperLinks } from '../../papers/links.ts';
import { type OneSentence, oneSentence } from '../../papers/one-sentence.ts';
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
const organisationBytes = 80;
/** Longest link in a list; a paper's details show longer ones. */
const maxUrlBytes = 160;

/** "24 Nov 2026 · A. First, Z. Last and 3 more · Lab · ▲ 12 · PDF · Code ★ 9": what is known, nothing else. */
export function factsOf(paper: Paper): RichTextElement[] {
  const { pdf, code } = paperLinks(paper);
  const authors = authorsForPeople(paper.authors ?? []);
  const organisation = displayText(paper.organisation ?? '');
  const facts = [
    paper.isWithdrawn === true ? 'withdrawn' : undefined,
    dateForPeople(paper),
    authors === '' ? undefined : cutToBytes(authors, authorsBytes),
    organisation === '' ? undefined : cutToBytes(organisation, organisationBytes),
    paper.upvotes ? `▲ ${paper.upvotes}` : undefined,
  ].filter((fact) => fact !== undefined);
  const links = [
    pdf === undefined ? undefined : link(pdf, 'PDF'),
    code[0] === undefined || jsonBytes(code[0]) > maxUrlBytes ? undefined : link(code[0], codeLabel(paper)),
  ].filter((one) => one !== undefined);
  return [...facts.map((fact) => text(fact)), ...links].flatMap((part, index) =>
    index === 0 ? [part] : [text(' · '), part],
  );
}

/** What a paper is about, after a line break; its label in italics. Nothing when less than a few words fit. */
export function sentenceElements({ text: sentence, label }: OneSentence, maxBytes: number): RichTextElement[] {
  const prefix = label === '' ? [text('\n')] : [text(`\n${label}`, { italic: true })];
  const shown = cutToBytes(sentence, maxBytes - jsonBytes([...prefix, text('')]));
  return shown === '' || shown === '…' ? [] : [...prefix, text(shown)];
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
  const summary = sentenceElements(
    oneSentence(match.paper, match.summary),
    Math.min(maxBytes - jsonBytes([richText(section(...head)), actions]), summaryBytes),
  );
  const told = section(...head, ...summary);
  const why = cutSegments(match.why, maxBytes - jsonBytes([richText(told, quote()), actions]));
  return [why.length === 0 ? richText(told) : richText(told, quote(...marked(why))), actions];
}
