import type { KnownBlock } from '@slack/types';
import { displayText } from '../../papers/display-text.ts';
import type { Answer, Matches } from '../../search/answer.ts';
import { toldInLanguage } from '../../search/foreign.ts';
import { conditionsSaid, literally, notHeldSaid, textWithout } from '../../search/question-text.ts';
import { actionIds } from '../button-state.ts';
import { maxMessageBytes, maxStoredQuestionBytes, papersPerPage } from '../limits.ts';
import type { PaperList } from '../requests/paper-list.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { listButton, row } from './elements.ts';
import { fitPapers } from './fit-papers.ts';
import { helpMessage } from './help-message.ts';
import { headingOf, maxEchoBytes } from './list-heading.ts';
import { type CardMessage, fallback, type Message, notice, typed } from './message.ts';
import { noMatchMessage } from './no-match-message.ts';
import { matchBlocks } from './paper-blocks.ts';
import { cardsText, carouselRoom, paperCarousel } from './paper-card.ts';
import { line, richText, section, text } from './rich-text.ts';

/** Whom an answer is for: one person (it can be shared from there), or everyone in a thread. */
export type Audience =
  | { readonly kind: 'one-person'; readonly thread?: string | undefined; readonly canShare: boolean }
  | {
      readonly kind: 'thread';
      /** Undefined at the top of a direct message. */
      readonly thread: string | undefined;
      /** In a direct message, where no mention is needed. */
      readonly isDirect: boolean;
    };

export interface AnswerContext {
  readonly list: PaperList;
  readonly audience: Audience;
  /** The slash command, for examples. */
  readonly command: string;
  /** Said before the answer, such as what was understood of a thread. */
  readonly lead?: string | undefined;
  /** Offsets of the pages before this one: pages differ in size when long ones are cut. */
  readonly before?: readonly number[] | undefined;
  /** As in PageState. */
  readonly shown?: readonly string[] | undefined;
  /** Its papers stand on cards, of which not all may fit. */
  readonly isOnCards?: boolean;
}

/** A message, and how many papers of the answer it shows: those that fit. */
export interface AnswerMessage {
  readonly message: Message;
  readonly shown: number;
  /** The same with its cards, where it has some. */
  readonly shownOnCards?: number;
}

/** Longest sentence before an answer, in bytes. */
const maxLeadBytes = 300;

/** Conditions that are shown to be taken away; more fit no row. */
const maxChips = 5;
/** Where each of them carries a long list of ids they would take the room of the papers; “back” undoes them too. */
const maxChipsBytes = 2_000;

/** Each condition, to be taken away by a tap; and corrected words to be looked for as they stand. */
function chipsOf({ question, readings }: Matches, { list, audience }: AnswerContext): KnownBlock[] {
  if (list.kind === 'paper' || list.kind === 'newest') return [];
  const { thread } = audience;
  const chips = conditionsSaid(question)
    .slice(0, maxChips)
    .map(({ typed: conditions, said }) => ({ label: `✕ ${said}`, text: textWithout(question, conditions) }));
  const asTyped = { label: 'Search literally', text: `${question.text} ${literally}` };
  const isOffered = readings !== undefined && jsonBytes(asTyped.text) <= maxStoredQuestionBytes;
  const elements = [...chips, ...(isOffered ? [asTyped] : [])].map(({ label, text: asked }, index) => {
    const other: PaperList = list.kind === 'question' ? { ...list, text: asked } : { ...list, filters: asked };
    return listButton(label, `${actionIds.list}_${index}`, { list: other, offset: 0, before: [], thread });
  });
  return jsonBytes(elements) > maxChipsBytes ? [] : row(...elements);
}

/** Pages back that a button remembers; further back one asks again. */
const maxPagesBack = 20;

/** Ids that a button remembers, some 13 bytes each. */
const maxShown = 40;

function pagingBlocks(answer: Matches, { list, audience, before = [], shown, isOnCards }: AnswerContext): KnownBlock[] {
  const ids = answer.matches.map(({ paper }) => paper.id);
  const isRankedAnew = answer.isByWordsOnly === true || shown !== undefined;
  const next = answer.offset + answer.matches.length;
  const thread = audience.thread === undefined ? {} : { thread: audience.thread };
  const previous = before.at(-1);
  const nextLabel = isOnCards === true ? 'More' : `Next ${Math.min(papersPerPage, answer.total - next)}`;
  const buttons = [
    previous !== undefined && audience.kind === 'one-person'
      ? listButton('Back', actionIds.previous, { list, offset: previous, before: before.slice(0, -1), ...thread })
      : undefined,
    next < answer.total
      ? listButton(nextLabel, actionIds.more, {
          list,
          offset: next,
          before: [...before, answer.offset].slice(-maxPagesBack),
          ...thread,
          ...(isRankedAnew && { shown: [...(shown ?? []), ...ids].slice(-maxShown) }),
        })
      : undefined,
  ].filter((button) => button !== undefined);
  return row(...buttons);
}

function hintFor({ offset, matches, total, found }: Matches, audience: Audience): KnownBlock[] {
  if (audience.kind !== 'thread') return [];
  const how = audience.isDirect ? 'Say ' : 'Mention me here with ';
  const [last, ...ways] =
    found > 1
      ? ['compare 1 and 2', ...(offset + matches.length < total ? ['more'] : []), '2', 'similar to 2', 'only with code']
      : ['bibtex 1', '1', 'similar to 1'];
  const listed = ways.flatMap((way) => [typed(way), text(', ')]);
  return [line(text(how), ...listed, text('or '), typed(last), text('.'))];
}

const listed = new Intl.ListFormat('en');
/** A word that was read as another, in bytes. */
const wordBytes = 60;

/** In another order than by match papers that only may fit are left out. */
function leftOutSentence({ found, doubtful = 0, certainty }: Matches): string {
  const fitting = certainty === 'sure' ? ` that surely ${found === 1 ? 'fits' : 'fit'}` : ' nearest';
  return `Of ${found + doubtful} papers, the ${found === 1 ? 'one' : found}${fitting}.`;
}

/** The most upvoted come first: where the first has none, none has. */
function isByUnknownUpvotes({ question, offset, matches: [first] }: Matches): boolean {
  return question.sort === 'upvotes' && offset === 0 && first !== undefined && first.paper.upvotes === undefined;
}

/** What a reader should know of how these papers were found. */
function caveatsOf(answer: Matches): string[] {
  const { certainty, absent, readings = [], isByWordsOnly, doubtful, notHeld } = answer;
  const read = readings.map(
    ({ word, readAs }) => `“${cutToBytes(word, wordBytes)}” as ${cutToBytes(readAs, wordBytes)}`,
  );
  return [
    ...toldInLanguage(answer),
    ...notHeldSaid(notHeld).map((sentence) => cutToBytes(sentence, maxEchoBytes)),
    ...(read.length > 0 ? [`I read ${listed.format(read)}.`] : []),
    ...(certainty === 'perhaps' && absent === undefined ? ['Nothing fits closely; the nearest are:'] : []),
    ...(doubtful === undefined ? [] : [leftOutSentence(answer)]),
    ...(isByUnknownUpvotes(answer) ? ['None of these papers has upvotes on record.'] : []),
    ...(isByWordsOnly === true ? ['By words only; ask again in a moment.'] : []),
  ];
}

function leadBlocks({ lead }: AnswerContext): KnownBlock[] {
  return lead === undefined ? [] : [line(text(cutToBytes(lead, maxLeadBytes), { italic: true }))];
}

/** What stands round the papers of a page. */
function frameOf(answer: Matches, context: AnswerContext): { text: string; before: KnownBlock[]; after: KnownBlock[] } {
  const heading = headingOf(answer, context.list);
  const caveats = caveatsOf(answer);
  const titles = answer.matches.map((match) => `${match.rank}. ${displayText(match.paper.title)}`);
  return {
    text: fallback([heading, ...caveats, ...titles].join('\n')),
    before: [
      ...leadBlocks(context),
      richText(
        section(text(heading, { bold: true }), ...caveats.map((caveat) => text(`\n${caveat}`, { italic: true }))),
      ),
    ],
    after: [...pagingBlocks(answer, context), ...chipsOf(answer, context), ...hintFor(answer, context.audience)],
  };
}

function listMessage(answer: Matches, context: AnswerContext): AnswerMessage {
  const { audience } = context;
  const canShare = audience.kind === 'one-person' && audience.canShare;
  type Frame = ReturnType<typeof frameOf>;
  const within = (frame: Frame): KnownBlock[][] =>
    fitPapers(
      answer.matches,
      (match, maxBytes) => matchBlocks(match, { thread: audience.thread, canShare }, maxBytes),
      maxMessageBytes - jsonBytes(frame),
    );
  const messageOf = ({ text, before, after }: Frame, papers: readonly KnownBlock[][]): AnswerMessage => ({
    message: { text, blocks: [...before, ...papers.flat(), ...after] },
    shown: papers.length,
  });
  const frame = frameOf(answer, context);
  const all = within(frame);
  if (all.length === answer.matches.length) return messageOf(frame, all);
  // Those that are left over need a button for more, for which there may be none yet.
  const some = within(frameOf({ ...answer, total: answer.total + 1 }, context));
  return messageOf(frameOf({ ...answer, matches: answer.matches.slice(0, some.length) }, context), some);
}

/** Papers like one that is known are leafed through, side by side. */
function carouselMessage(
  answer: Matches,
  context: AnswerContext,
): { readonly cards: CardMessage; readonly shown: number } {
  const { audience } = context;
  const canShare = audience.kind === 'one-person' && audience.canShare;
  const onCards = { ...context, isOnCards: true };
  const largestFrame = frameOf({ ...answer, total: answer.total + 1 }, onCards);
  const maxBytes = carouselRoom([...largestFrame.before, ...largestFrame.after]);
  const carousel = paperCarousel(answer.matches, { thread: audience.thread, canShare, maxBytes });
  const shown = carousel.elements.length;
  const page = { ...answer, matches: answer.matches.slice(0, shown) };
  const { before, after } = frameOf(page, onCards);
  const lead = [headingOf(page, context.list), ...caveatsOf(page)].join('\n');
  const text = cardsText(
    page.matches.map(({ paper }) => paper),
    lead,
    answer.offset + 1,
  );
  return { cards: { text, blocks: [...before, carousel, ...after] }, shown };
}

function matchesMessage(answer: Matches, context: AnswerContext): AnswerMessage {
  const plain = listMessage({ ...answer, matches: answer.matches.slice(0, papersPerPage) }, context);
  if (context.list.kind !== 'similar' || answer.matches.length === 0) return plain;
  const { cards, shown } = carouselMessage(answer, context);
  return { ...plain, message: { ...plain.message, cards }, shownOnCards: shown };
}

function answerBody(answer: Answer, context: AnswerContext): AnswerMessage {
  switch (answer.kind) {
    case 'matches':
      return matchesMessage(answer, context);
    case 'none':
      return { message: noMatchMessage(answer, context.audience.thread), shown: 0 };
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
      return {
        message: answer.problems.length > 0 ? notice(answer.problems.join(' ')) : helpMessage(context.command),
        shown: 0,
      };
    default:
      return answer satisfies never;
  }
}

/** An answer as a message, within Slack's limits whatever the papers hold. */
export function answerMessage(answer: Answer, context: AnswerContext): AnswerMessage {
  const body = answerBody(answer, context);
  if (answer.kind === 'matches') return body;
  const { message } = body;
  return { ...body, message: { ...message, blocks: [...leadBlocks(context), ...message.blocks] } };
}
