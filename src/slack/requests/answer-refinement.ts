import { rulesOut } from '../../search/question-text.ts';
import type { Known } from '../conversation/known-lists.ts';
import { papersPerPage } from '../limits.ts';
import { notice } from '../messages/notice.ts';
import { type Reply, type ReplyContext, replyWithAnswer, replyWithList } from './answer-papers.ts';
import { askFor } from './paper-list.ts';
import { filtersSaid, refinedList, shiftedList } from './refine-list.ts';
import type { GoingOn } from './refinement.ts';

/** The list under more filters; says how many of it are left. */
export async function replyRefined(
  { filters, ofShown }: Extract<GoingOn, { kind: 'refine' }>,
  { list: posted }: Known,
  context: ReplyContext,
): Promise<Reply | undefined> {
  if (posted === undefined) return undefined;
  const { ask } = context.paperboy;
  const { before, after } = await refinedList(ask, posted, { filters, ofShown }, context.now);
  const [all, left] = await Promise.all([
    askFor(ask, before, { limit: 1 }),
    askFor(ask, after, { limit: papersPerPage }),
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
