import { findArxivIds } from '../../papers/arxiv-id.ts';
import type { Paper } from '../../papers/paper.ts';
import type { Answer } from '../../search/answer.ts';
import { notHeldSaid } from '../../search/question-text.ts';
import type { Posted, PostedList } from '../conversation/posted-metadata.ts';
import type { Dependencies } from '../dependencies.ts';
import { type AnswerContext, type Audience, answerMessage } from '../messages/answer-message.ts';
import { comparisonMessage } from '../messages/comparison-message.ts';
import { cutToBytes } from '../messages/cut-text.ts';
import { withCures } from '../messages/follow-up-messages.ts';
import { helpMessage } from '../messages/help-message.ts';
import { type Message, notice, together, typed } from '../messages/message.ts';
import { noneLeftMessage } from '../messages/no-match-message.ts';
import { notHeldMessage } from '../messages/not-held-message.ts';
import { bibtexMessage, paperDetailsMessage } from '../messages/paper-details.ts';
import { heldPaper, heldPapers } from './held-paper.ts';
import { askFor, listForQuestion, type PaperList, pageSizeOf } from './paper-list.ts';
import type { PapersRequest } from './request.ts';

/** Papers of one question that are looked up: each may take seconds. */
const maxLookedUp = 3;

/** A message, and what it shows, for follow-ups. */
export interface Reply {
  readonly message: Message;
  readonly posted?: Posted;
  /** The same where its cards show more. */
  readonly postedWithCards?: Posted | undefined;
  /** For the one who asked alone: nobody else has to read what was not understood. */
  readonly isPrivate?: boolean;
}

export interface ReplyContext extends Pick<Dependencies, 'paperboy' | 'command' | 'lookUp'> {
  readonly audience: Audience;
  /** The paper with what a model of one's own wrote of it for whoever reads the answer. */
  readonly withSummary?: ((paper: Paper) => Promise<Paper>) | undefined;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
}

export interface ListOptions extends Pick<AnswerContext, 'lead' | 'before' | 'shown'> {
  /** What was shown of the list before. */
  readonly after?: Pick<PostedList, 'from' | 'ids'>;
}

const noneBefore = { from: 0, ids: [] };

/** One page of a list, with the ids of all that was shown of it. */
export async function replyWithList(list: PaperList, context: ReplyContext, options: ListOptions = {}): Promise<Reply> {
  const { ask } = context.paperboy;
  const { after = noneBefore } = options;
  // What was shown of it by words alone is left out by name: the next page may be ranked otherwise.
  const isByName = list.kind === 'question' && after.from === 0;
  const before = isByName ? { shown: after.ids } : { offset: after.from + after.ids.length };
  const answer = await askFor(ask, list, { ...before, limit: pageSizeOf(list) });
  if (answer?.kind === 'matches' && answer.matches.length === 0) return { message: noneLeftMessage(answer, list) };
  return replyWithAnswer(list, answer, context, options);
}

/** Papers side by side; more columns fit no screen. */
const maxCompared = 4;

export async function replyWithComparison(
  named: readonly string[],
  { paperboy }: Pick<ReplyContext, 'paperboy'>,
): Promise<Reply> {
  const ids = [...new Set(named.slice(0, maxCompared))];
  const answer = await paperboy.ask.among(ids, '', { limit: maxCompared });
  if (answer.matches.length < 2)
    return { message: notice('It takes two papers to compare: ', typed('compare 1 and 3'), '.') };
  return { message: comparisonMessage(answer.matches) };
}

/** A page of a list that was asked for. */
export function replyWithAnswer(
  list: PaperList,
  answer: Answer | undefined,
  { command, audience }: Pick<ReplyContext, 'command' | 'audience'>,
  { lead, before, shown: shownBefore, after = noneBefore }: ListOptions = {},
): Reply {
  if (answer === undefined) return { message: notice('The library no longer holds that paper.') };
  const { message, shown, shownOnCards } = answerMessage(answer, {
    ...{ list, command, audience, lead, before, shown: shownBefore },
  });
  if (answer.kind !== 'matches') return { message };
  const posted = (count: number): PostedList => ({
    ...{ list, from: after.from },
    ids: [...after.ids, ...answer.matches.slice(0, count).map((match) => match.paper.id)],
    ...(count > 0 && { shown: count }),
  });
  return {
    message,
    posted: posted(shown),
    ...(shownOnCards !== undefined && { postedWithCards: posted(shownOnCards) }),
  };
}

/** A question that names papers: each is looked up; when it is one that is not to be had, why. The answer to several tells which are not. */
async function missingPaper(text: string, context: ReplyContext): Promise<Message | undefined> {
  const ids = findArxivIds(text).slice(0, maxLookedUp);
  const { missing } = await heldPapers(ids, context);
  const [first] = missing;
  return first === undefined || ids.length > 1 ? undefined : notHeldMessage(first.id, first.why);
}

/** What is asked of one paper; everything known about it comes with what a model wrote of it. */
export async function replyAbout(
  kind: 'show' | 'similar' | 'bibtex',
  id: string,
  context: ReplyContext,
): Promise<Reply> {
  const looked = await heldPaper(id, context);
  if (looked.kind !== 'found') return { message: notHeldMessage(id, looked) };
  if (kind === 'similar') return replyWithList({ kind, id }, context);
  const { paper } = looked;
  const { withSummary, audience } = context;
  const message =
    kind === 'bibtex' ? bibtexMessage([paper]) : paperDetailsMessage((await withSummary?.(paper)) ?? paper, audience);
  return { message, posted: { paper: paper.id } };
}

/** Every request about papers, answered. */
export async function answerAboutPapers(request: PapersRequest, context: ReplyContext): Promise<Reply> {
  const { paperboy, command } = context;
  switch (request.kind) {
    case 'help':
      return { message: helpMessage(command, request.topic) };
    case 'newest':
      return replyWithList({ kind: 'newest' }, context);
    case 'similar':
    case 'show':
    case 'bibtex':
      return replyAbout(request.kind, request.id, context);
    case 'compare':
    case 'bibliography': {
      const { papers, missing } = await heldPapers(request.ids, context);
      const [first] = missing;
      if (first !== undefined && papers.length < (request.kind === 'compare' ? 2 : 1))
        return { message: notHeldMessage(first.id, first.why) };
      const { message } =
        request.kind === 'compare'
          ? await replyWithComparison(
              papers.map(({ id }) => id),
              context,
            )
          : { message: bibtexMessage(papers) };
      const said = notHeldSaid(missing.map(({ id }) => id)).map((sentence) => notice(sentence));
      return { message: together([...said, message]) };
    }
    case 'did-you-mean': {
      const { meant, text } = request;
      const literally = `"${text.replaceAll('"', '')}"`;
      const buttons = [
        { label: cutToBytes(meant, 60), state: { say: meant }, isPrivate: true },
        { label: `Search for “${cutToBytes(text, 50)}”`, state: { say: literally }, isPrivate: true },
      ];
      return { message: withCures(notice('Did you mean ', typed(cutToBytes(meant, 200)), '?'), buttons) };
    }
    case 'no-id': {
      const { word, given } = request;
      const wrong = given === '' ? 'Which paper?' : `“${given}” is no arXiv id.`;
      return {
        message: notice(`${wrong} Write an arXiv id or a link behind it, such as `, typed(`${word} 2402.17762`), '.'),
      };
    }
    case 'question': {
      const missing = await missingPaper(request.text, context);
      if (missing !== undefined) return { message: missing };
      const { ask, library } = paperboy;
      return replyWithList(await listForQuestion(ask, request.text, context.now, library), context);
    }
    default:
      return request satisfies never;
  }
}
