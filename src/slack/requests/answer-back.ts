import type { Known, Lookup } from '../conversation/known-lists.ts';
import type { Posted, PostedList } from '../conversation/posted-metadata.ts';
import { papersPerPage } from '../limits.ts';
import { notice } from '../messages/message.ts';
import { type Reply, type ReplyContext, replyWithList } from './answer-papers.ts';
import type { PaperList } from './paper-list.ts';

/** "back": what was shown before, shown again. */

/** A digest is shown as any list: its papers are those that were posted. */
function pageOf({ list, from, ids, shown = Math.min(ids.length, papersPerPage) }: PostedList): {
  readonly list: PaperList;
  readonly after: Pick<PostedList, 'from' | 'ids'>;
} {
  if (list.kind === 'digest') return { list: { kind: 'among', ids, filters: '' }, after: { from: 0, ids: [] } };
  return { list, after: { from, ids: ids.slice(0, ids.length - shown) } };
}

/** @param until lists posted up to then are before it, Slack's `ts` */
async function shownAgain(posted: PostedList, until: string, lead: string, context: ReplyContext): Promise<Reply> {
  const { list, after } = pageOf(posted);
  const reply = await replyWithList(list, context, { lead, after });
  const upTo = (again: Posted | undefined): Posted | undefined => {
    if (again === undefined || !('ids' in again)) return again;
    // A digest that is shown whole is gone on with as the digest that it is.
    const isWhole = posted.list.kind === 'digest' && again.ids.length === posted.ids.length;
    return { ...again, ...(isWhole && { list: posted.list }), until };
  };
  const [again, onCards] = [upTo(reply.posted), upTo(reply.postedWithCards)];
  return { ...reply, ...(again && { posted: again }), ...(onCards && { postedWithCards: onCards }) };
}

const areTheSame = (one: PostedList, other: PostedList): boolean =>
  JSON.stringify(one.list) === JSON.stringify(other.list);

/** The list after a paper of it was spoken of, else the page or the list before it. */
export async function replyWithFormer(
  { list, paper, at = '' }: Known,
  findBefore: (ts: string) => Promise<Lookup>,
  context: ReplyContext,
): Promise<Reply | Exclude<Lookup, { kind: 'found' }>> {
  const until = list?.until ?? at;
  if (list !== undefined && paper !== undefined) return shownAgain(list, until, 'The list again:', context);
  const lookup = list === undefined ? ({ kind: 'none' } as const) : await findBefore(until);
  if (lookup.kind === 'busy') return lookup;
  const former = lookup.kind === 'found' ? lookup.known : undefined;
  if (list === undefined || former?.list === undefined)
    return { message: notice('I know of no list before this one.'), isPrivate: true };
  const lead = areTheSame(former.list, list) ? 'The page before:' : 'The list before:';
  return shownAgain(former.list, former.list.until ?? former.at ?? until, lead, context);
}
