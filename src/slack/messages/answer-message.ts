import type { Button, KnownBlock } from '@slack/types';
import { displayText } from '../../papers/display-text.ts';
import type { Answer, Matches } from '../../search/answer.ts';
import { actionIds, encodeState } from '../button-state.ts';
import { maxMessageBytes, papersPerPage } from '../limits.ts';
import type { PaperList } from '../paper-list.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { fitPapers } from './fit-papers.ts';
import { helpMessage } from './help-message.ts';
import { fallback, type Message } from './message.ts';
import { noMatchMessage } from './no-match-message.ts';
import { matchBlocks } from './paper-blocks.ts';
import { richText, section, text } from './rich-text.ts';

/** Whom an answer is for: one person (it can be shared from there), or everyone in a thread. */
export type Audience =
  | { readonly kind: 'one-person'; readonly thread?: string | undefined; readonly canShare: boolean }
  | { readonly kind: 'thread'; readonly thread: string };

export interface AnswerContext {
  readonly list: PaperList;
  readonly audience: Audience;
  /** The slash command, for examples. */
  readonly command: string;
  /** Said before the answer, such as what was understood of a thread. */
  readonly lead?: string;
}

/** Longest echo of a question in a heading, in bytes. */
const maxEchoBytes = 200;
/** Room kept for what is said before an answer. */
const leadBytes = 400;

function headingOf(answer: Matches, list: PaperList): string {
  const last = answer.offset + answer.matches.length;
  const range =
    answer.total > answer.matches.length ? `${answer.offset + 1}–${last} of ${answer.total}` : `${answer.total}`;
  switch (list.kind) {
    case 'question':
      return `Papers on “${cutToBytes(displayText(list.text), maxEchoBytes)}”: ${range}`;
    case 'similar':
      return `Papers similar to ${list.id}: ${range}`;
    case 'newest':
      return `Newest papers of the library: ${range}`;
    default:
      return list satisfies never;
  }
}

function pageButton(
  label: string,
  actionId: string,
  list: PaperList,
  offset: number,
  thread: string | undefined,
): Button {
  const value = encodeState({ list, offset, ...(thread !== undefined && { thread }) });
  return { type: 'button', action_id: actionId, text: { type: 'plain_text', text: label }, value };
}

function pagingBlocks(answer: Matches, { list, audience }: AnswerContext): KnownBlock[] {
  const next = answer.offset + answer.matches.length;
  const { thread } = audience;
  const buttons = [
    answer.offset > 0 && audience.kind === 'one-person'
      ? pageButton('Previous', actionIds.previous, list, Math.max(answer.offset - papersPerPage, 0), thread)
      : undefined,
    next < answer.total ? pageButton('More', actionIds.more, list, next, thread) : undefined,
  ].filter((button) => button !== undefined);
  return buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons }];
}

function hintFor(audience: Audience): KnownBlock[] {
  if (audience.kind !== 'thread') return [];
  const hint = 'Mention me here with “more”, “tell me more about 2”, “similar to 2” or “bibtex 2”.';
  return [{ type: 'context', elements: [{ type: 'plain_text', text: hint, emoji: false }] }];
}

/** What stands round the papers of a page. */
function frameOf(answer: Matches, context: AnswerContext): { text: string; before: KnownBlock[]; after: KnownBlock[] } {
  const heading = headingOf(answer, context.list);
  const titles = answer.matches.map((match) => `${match.rank}. ${displayText(match.paper.title)}`);
  return {
    text: fallback([heading, ...titles].join('\n')),
    before: [richText(section(text(heading, { bold: true })))],
    after: [...pagingBlocks(answer, context), ...hintFor(context.audience)],
  };
}

function matchesMessage(answer: Matches, context: AnswerContext): Message {
  const { audience } = context;
  const canShare = audience.kind === 'one-person' && audience.canShare;
  // Measured as if there were one paper more, so that there is room for a "More" button when not all of them fit.
  const largestFrame = frameOf({ ...answer, total: answer.total + 1 }, context);
  const papers = fitPapers(
    answer.matches,
    (match, maxBytes) => matchBlocks(match, { thread: audience.thread, canShare }, maxBytes),
    maxMessageBytes - jsonBytes(largestFrame) - leadBytes,
  );
  const {
    text: shownText,
    before,
    after,
  } = frameOf({ ...answer, matches: answer.matches.slice(0, papers.length) }, context);
  return { text: shownText, blocks: [...before, ...papers.flat(), ...after] };
}

function answerBody(answer: Answer, context: AnswerContext): Message {
  switch (answer.kind) {
    case 'matches':
      return matchesMessage(answer, context);
    case 'none':
      return noMatchMessage(answer);
    case 'too-vague': {
      const hint =
        'What should the papers be about? Name a method, a model or a problem, such as “massive activations in LLMs”.';
      return { text: fallback(hint), blocks: [richText(section(text(hint)))] };
    }
    case 'help':
      return helpMessage({ command: context.command, problems: answer.problems });
    default:
      return answer satisfies never;
  }
}

/** An answer as a message, within Slack's limits whatever the papers hold. */
export function answerMessage(answer: Answer, context: AnswerContext): Message {
  const body = answerBody(answer, context);
  if (context.lead === undefined) return body;
  return {
    text: body.text,
    blocks: [richText(section(text(cutToBytes(context.lead, leadBytes - 100), { italic: true }))), ...body.blocks],
  };
}
