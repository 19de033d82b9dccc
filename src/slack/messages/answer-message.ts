import type { Button, KnownBlock } from '@slack/types';
import { displayText } from '../../papers/display-text.ts';
import type { Answer, Matches } from '../../search/answer.ts';
import { actionIds, encodeState, type PageState } from '../button-state.ts';
import { maxMessageBytes } from '../limits.ts';
import type { PaperList } from '../requests/paper-list.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { fitPapers } from './fit-papers.ts';
import { helpMessage } from './help-message.ts';
import { fallback, type Message } from './message.ts';
import { noMatchMessage } from './no-match-message.ts';
import { notice, typed } from './notice.ts';
import { matchBlocks } from './paper-blocks.ts';
import { richText, section, text } from './rich-text.ts';

/** Whom an answer is for: one person (it can be shared from there), or everyone in a thread. */
export type Audience =
  | { readonly kind: 'one-person'; readonly thread?: string | undefined; readonly canShare: boolean }
  | {
      readonly kind: 'thread';
      readonly thread: string /** In a direct message, where no mention is needed. */;
      readonly isDirect: boolean;
    };

export interface AnswerContext {
  readonly list: PaperList;
  readonly audience: Audience;
  /** The slash command, for examples. */
  readonly command: string;
  /** Said before the answer, such as what was understood of a thread. */
  readonly lead?: string;
  /** Offsets of the pages before this one: pages differ in size when long ones are cut. */
  readonly before?: readonly number[];
  /** As in PageState. */
  readonly shown?: readonly string[] | undefined;
}

/** A message, and how many papers of the answer it shows: those that fit. */
export interface AnswerMessage {
  readonly message: Message;
  readonly shown: number;
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
    case 'paper':
      return `${list.id} and papers similar to it: ${range}`;
    case 'newest':
      return `Newest papers of the library: ${range}`;
    default:
      return list satisfies never;
  }
}

function pageButton(label: string, actionId: string, state: PageState): Button {
  return { type: 'button', action_id: actionId, text: { type: 'plain_text', text: label }, value: encodeState(state) };
}

/** Pages back that a button remembers; further back one asks again. */
const maxPagesBack = 20;

/** Ids that a button remembers, some 13 bytes each. */
const maxShown = 40;

function pagingBlocks(answer: Matches, { list, audience, before = [], shown }: AnswerContext): KnownBlock[] {
  const ids = answer.matches.map(({ paper }) => paper.id);
  const isRankedAnew = answer.isByWordsOnly === true || shown !== undefined;
  const next = answer.offset + answer.matches.length;
  const thread = audience.thread === undefined ? {} : { thread: audience.thread };
  const previous = before.at(-1);
  const buttons = [
    previous !== undefined && audience.kind === 'one-person'
      ? pageButton('Previous', actionIds.previous, { list, offset: previous, before: before.slice(0, -1), ...thread })
      : undefined,
    next < answer.total
      ? pageButton('More', actionIds.more, {
          list,
          offset: next,
          before: [...before, answer.offset].slice(-maxPagesBack),
          ...thread,
          ...(isRankedAnew && { shown: [...(shown ?? []), ...ids].slice(-maxShown) }),
        })
      : undefined,
  ].filter((button) => button !== undefined);
  return buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons }];
}

function hintFor(audience: Audience): KnownBlock[] {
  if (audience.kind !== 'thread') return [];
  const how = audience.isDirect ? 'Reply in this thread' : 'Mention me here';
  const ways = [typed('more'), text(', '), typed('tell me more about 2'), text(', '), typed('similar to 2')];
  return [richText(section(text(`${how} with `), ...ways, text(' or '), typed('bibtex 2'), text('.')))];
}

/** What a reader should know of how these papers were found. */
function caveatsOf({ certainty, isByWordsOnly }: Matches): string[] {
  return [
    ...(certainty === 'perhaps' ? ['Nothing fits closely; the nearest are:'] : []),
    ...(isByWordsOnly === true ? ['By words only; ask again in a moment.'] : []),
  ];
}

/** What stands round the papers of a page. */
function frameOf(answer: Matches, context: AnswerContext): { text: string; before: KnownBlock[]; after: KnownBlock[] } {
  const heading = headingOf(answer, context.list);
  const caveats = caveatsOf(answer);
  const titles = answer.matches.map((match) => `${match.rank}. ${displayText(match.paper.title)}`);
  return {
    text: fallback([heading, ...caveats, ...titles].join('\n')),
    before: [
      richText(
        section(text(heading, { bold: true }), ...caveats.map((caveat) => text(`\n${caveat}`, { italic: true }))),
      ),
    ],
    after: [...pagingBlocks(answer, context), ...hintFor(context.audience)],
  };
}

function matchesMessage(answer: Matches, context: AnswerContext): AnswerMessage {
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
  return { message: { text: shownText, blocks: [...before, ...papers.flat(), ...after] }, shown: papers.length };
}

function answerBody(answer: Answer, context: AnswerContext): AnswerMessage {
  switch (answer.kind) {
    case 'matches':
      return matchesMessage(answer, context);
    case 'none':
      return { message: noMatchMessage(answer), shown: 0 };
    case 'too-vague':
      return {
        message: notice(
          'What should the papers be about? Name a method, a model or a problem, such as ',
          typed('massive activations in LLMs'),
          '.',
        ),
        shown: 0,
      };
    case 'help':
      return { message: helpMessage({ command: context.command, problems: answer.problems }), shown: 0 };
    default:
      return answer satisfies never;
  }
}

/** An answer as a message, within Slack's limits whatever the papers hold. */
export function answerMessage(answer: Answer, context: AnswerContext): AnswerMessage {
  const body = answerBody(answer, context);
  if (context.lead === undefined) return body;
  const lead = richText(section(text(cutToBytes(context.lead, leadBytes - 100), { italic: true })));
  return { ...body, message: { text: body.message.text, blocks: [lead, ...body.message.blocks] } };
}
