import { displayText } from '../../papers/display-text.ts';
import type { Ask } from '../../search/ask.ts';
import { parseQuestion } from '../../search/question.ts';
import {
  conditionsOf,
  conditionsSaid,
  echoed,
  plainWords,
  rulesOut,
  withConditions,
} from '../../search/question-text.ts';
import type { Known } from '../conversation/known-lists.ts';
import type { PostedList } from '../conversation/posted-metadata.ts';
import { notice } from '../messages/message.ts';
import { type Reply, type ReplyContext, replyWithAnswer, replyWithList } from './answer-papers.ts';
import { askFor, type PaperList, pageSizeOf } from './paper-list.ts';
import type { GoingOn, Refinement } from './refinement.ts';

/** Papers of a list without a question that are looked at for a filter, the first ones. */
const maxLookedAt = 40;
/** Ask's most at once. */
const pageSize = 20;

/** "with code, newest first" */
function filtersSaid(filters: readonly string[], now: number): string {
  return conditionsSaid(parseQuestion(filters.join(' '), now))
    .map(({ said }) => said)
    .join(', ');
}

/** The first papers of a list that has no question, those of a digest and of what was shown among them. */
async function idsOf(ask: Ask, { list, ids }: PostedList, ofShown: boolean): Promise<readonly string[]> {
  if (ofShown || list.kind === 'digest') return ids;
  if (list.kind === 'among') return list.ids;
  const pages = await Promise.all(
    [0, pageSize].map((offset) => askFor(ask, list, { offset, limit: Math.min(pageSize, maxLookedAt - offset) })),
  );
  return pages.flatMap((page) => (page?.kind === 'matches' ? page.matches.map(({ paper }) => paper.id) : []));
}

/** The list as it was, and under these filters. */
async function refinedList(
  ask: Ask,
  posted: PostedList,
  { filters, ofShown }: Pick<Extract<Refinement, { kind: 'refine' }>, 'filters' | 'ofShown'>,
  now: number,
): Promise<{ before: PaperList; after: PaperList }> {
  const { list } = posted;
  if (list.kind === 'question' && !ofShown)
    return { before: list, after: { ...list, text: withConditions(list.text, filters, now) } };
  if (list.kind === 'similar' && !ofShown)
    return { before: list, after: { ...list, filters: withConditions(list.filters ?? '', filters, now) } };
  if (list.kind === 'newest' && !ofShown)
    return { before: list, after: { kind: 'question', text: withConditions('', filters, now) } };
  const ids = [...(await idsOf(ask, posted, ofShown))];
  const former = list.kind === 'among' ? list.filters : '';
  return {
    before: { kind: 'among', ids, filters: former },
    after: { kind: 'among', ids, filters: withConditions(former, filters, now) },
  };
}

const literally = (words: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'giu');

/** What a list is about, in words; '' when it has no subject. */
async function subjectOf(ask: Ask, { list, ids }: PostedList, now: number): Promise<string> {
  const titleOf = async (id: string): Promise<string> => displayText((await ask.paper(id))?.title ?? '');
  switch (list.kind) {
    case 'question': {
      const question = parseQuestion(list.text, now);
      const [id] = question.paperIds;
      return id === undefined ? plainWords(question) : titleOf(id);
    }
    case 'similar':
    case 'paper':
      return titleOf(list.id);
    case 'digest':
      return list.topics.length === 1 ? (list.topics[0] ?? '') : '';
    case 'newest':
      return '';
    case 'among':
      return ids.length === 1 ? titleOf(ids[0] ?? '') : '';
    default:
      return list satisfies never;
  }
}

const leadingPreposition = /^(?:for|with|in|on|about|of|to|using|by)\s+/i;

/** The question of the list with these words beside its own, or in the place of some; its filters stay. */
async function shiftedList(
  ask: Ask,
  posted: PostedList,
  { words, insteadOf, filters }: Extract<Refinement, { kind: 'shift' }>,
  now: number,
): Promise<PaperList> {
  const { list } = posted;
  const subject = await subjectOf(ask, posted, now);
  const rest = insteadOf === undefined ? subject : insteadOf === '' ? '' : subject.replace(literally(insteadOf), ' ');
  const kept = echoed(rest.replace(/\s+/g, ' '));
  const shifted = kept === '' ? words.replace(leadingPreposition, '') : `${kept} ${words}`;
  const former = list.kind === 'question' ? conditionsOf(parseQuestion(list.text, now)) : [];
  return { kind: 'question', text: withConditions(shifted, [...former, ...filters], now) };
}

/** The list under more filters; says how many of it are left. */
export async function replyRefined(
  { filters, ofShown }: Extract<GoingOn, { kind: 'refine' }>,
  { list: posted }: Known,
  context: ReplyContext,
): Promise<Reply | undefined> {
  if (posted === undefined) return undefined;
  const { problems } = parseQuestion(filters.join(' '), context.now);
  if (problems.length > 0) return { message: notice(problems.join(' ')), isPrivate: true };
  const { ask } = context.paperboy;
  const { before, after } = await refinedList(ask, posted, { filters, ofShown }, context.now);
  const [all, left] = await Promise.all([
    askFor(ask, before, { limit: 1 }),
    askFor(ask, after, { limit: pageSizeOf(after) }),
  ]);
  if (all?.kind !== 'matches' || left?.kind !== 'matches') return replyWithAnswer(after, left, context);
  const said = filtersSaid(filters.filter(rulesOut), context.now);
  if (left.found === 0) return { message: notice(`None of the ${all.found} papers above is ${said}.`) };
  // What only may fit is not listed in another order than by match, which the answer says; where the list above was in such an order,
  // it was not listed there either.
  const fitting = left.found + (all.doubtful === undefined ? (left.doubtful ?? 0) : 0);
  const isFewer = said !== '' && fitting < all.found;
  return replyWithAnswer(
    after,
    left,
    context,
    isFewer ? { lead: `${fitting} of the ${all.found} above, ${said}:` } : {},
  );
}

/** The question of the list with more or other words. */
export async function replyShifted(
  shift: Extract<GoingOn, { kind: 'shift' }>,
  { list: posted }: Known,
  context: ReplyContext,
): Promise<Reply | undefined> {
  const list = posted && (await shiftedList(context.paperboy.ask, posted, shift, context.now));
  return list && replyWithList(list, context);
}
