import type { SayState } from '../button-state.ts';
import type { Known, Lookup } from '../conversation/known-lists.ts';
import type { PostedList } from '../conversation/posted-metadata.ts';
import { papersPerPage } from '../limits.ts';
import { cutToBytes } from '../messages/cut-text.ts';
import { type Cure, withCures } from '../messages/follow-up-messages.ts';
import { notice, typed } from '../messages/message.ts';
import { bibtexMessage } from '../messages/paper-details.ts';
import { replyWithFormer } from './answer-back.ts';
import { type Reply, type ReplyContext, replyAbout, replyWithComparison, replyWithList } from './answer-papers.ts';
import { replyRefined, replyShifted } from './answer-refinement.ts';
import type { FollowUp, Rank } from './follow-up.ts';
import { askFor } from './paper-list.ts';
import { type GoingOn, isOnlyGoingOn } from './refinement.ts';

/** What somebody said that goes on with a list, and what is known of the list. */
export interface FollowUpCase {
  readonly goingOn: GoingOn;
  /** As the person wrote it, to be said again. */
  readonly text: string;
  /** Undefined at the top of a conversation. */
  readonly thread: string | undefined;
  readonly lookup: Lookup;
  /** Said behind the slash command: buttons answer whoever presses them alone, as it does. */
  readonly isPrivate: boolean;
  /** Looks for the list that was posted before that `ts`. */
  readonly findBefore: (ts: string) => Promise<Lookup>;
}

/** Buttons for each topic of a digest; more would not be read. */
const maxTopicButtons = 5;
/** A topic as a button shows it, in bytes. */
const topicBytes = 50;

const ways = [
  typed('tell me more about 2'),
  ', ',
  typed('similar to 2'),
  ', ',
  typed('bibtex 2'),
  ' or ',
  typed('more'),
];
const unclear = notice('Say which: ', ...ways, '.');
const notUnderstood = notice(
  'I did not understand what to do with the list above. Try ',
  ...[
    typed('only with code'),
    ', ',
    typed('newest first'),
    ', ',
    typed('since 2024'),
    ', ',
    typed('and for vision models'),
    ', ',
  ],
  ...[typed('compare 1 and 3'), ', ', typed('back'), ', ', ...ways, '.'],
);

/** Undefined when the words make sense as a question of their own, since there is nothing that they could go on with. */
export async function answerFollowUp(given: FollowUpCase, context: ReplyContext): Promise<Reply | undefined> {
  const { goingOn, text, lookup } = given;
  if (lookup.kind !== 'found') return isOnlyGoingOn(goingOn, text) ? { message: notFound(given, lookup) } : undefined;
  const { known } = lookup;
  const isOfSimilar = goingOn.kind === 'similar' || (goingOn.kind === 'more' && goingOn.of === 'similar');
  // That is about the thread: the paper itself comes first.
  if (known.isLinked && isOfSimilar && !isOnlyGoingOn(goingOn, text)) return undefined;
  switch (goingOn.kind) {
    case 'unclear':
      return { message: notUnderstood, isPrivate: true };
    case 'back': {
      const reply = await replyWithFormer(known, given.findBefore, context);
      return 'kind' in reply ? { message: notFound(given, reply) } : reply;
    }
    case 'more':
      return replyWithMore(goingOn, given, known, context);
    case 'details':
    case 'similar':
    case 'bibtex': {
      const named = await paperNamed(goingOn.rank, given, known, context);
      if ('message' in named) return named;
      return replyAbout(goingOn.kind === 'details' ? 'show' : goingOn.kind, named.id, context);
    }
    case 'bibliography':
    case 'compare': {
      const named = await papersNamed(goingOn.ranks, given, known, context);
      if ('message' in named) return named;
      return (goingOn.kind === 'compare' ? replyWithComparison : replyWithBibliography)(named.ids, context);
    }
    case 'refine':
      return replyRefined(goingOn, known, context);
    case 'shift':
      return replyShifted(goingOn, known, context);
    default:
      return goingOn satisfies never;
  }
}

async function replyWithMore(
  { of }: Extract<FollowUp, { kind: 'more' }>,
  given: FollowUpCase,
  { list: posted, paper }: Known,
  context: ReplyContext,
): Promise<Reply> {
  const single = paper ?? (posted?.ids.length === 1 ? posted.ids[0] : undefined);
  if (single !== undefined && of !== undefined) return replyAbout(of === 'details' ? 'show' : of, single, context);
  if (posted === undefined) return replyAbout('similar', paper ?? '', context);
  const { list } = posted;
  if (list.kind !== 'digest') return replyWithList(list, context, { after: posted });
  const [topic, ...others] = list.topics;
  if (topic === undefined) return replyWithList({ kind: 'newest' }, context, { lead: 'Beyond this digest:' });
  if (others.length === 0) {
    return replyWithList({ kind: 'question', text: topic }, context, { lead: 'From the whole library, best first:' });
  }
  const cures = list.topics.slice(0, maxTopicButtons).map((text) => cure(cutToBytes(text, topicBytes), text, given));
  return { message: withCures(notice('This digest has several topics. More on which?'), cures) };
}

async function replyWithBibliography(ids: readonly string[], context: ReplyContext): Promise<Reply> {
  const papers = await Promise.all(ids.map((id) => context.paperboy.ask.paper(id)));
  const held = papers.filter((paper) => paper !== undefined);
  return { message: held.length === 0 ? unclear : bibtexMessage(held) };
}

/** The papers that are meant, all that are shown where none is named; or what to say instead. */
async function papersNamed(
  ranks: readonly Rank[],
  given: FollowUpCase,
  known: Known,
  context: ReplyContext,
): Promise<Reply | { readonly ids: readonly string[] }> {
  if (ranks.length === 0) return { ids: known.list?.ids ?? [] };
  const named = await Promise.all(ranks.map((rank) => paperNamed(rank, given, known, context)));
  const wrong = named.find((one) => 'message' in one);
  return wrong ?? { ids: named.flatMap((one) => ('id' in one ? [one.id] : [])) };
}

/** The paper that is meant, or what to say instead. */
async function paperNamed(
  rank: Rank | undefined,
  given: FollowUpCase,
  { list: posted, paper }: Known,
  { paperboy }: ReplyContext,
): Promise<Reply | { readonly id: string }> {
  if (posted === undefined || rank === undefined) {
    const id = paper ?? (posted?.ids.length === 1 ? posted.ids[0] : undefined);
    if (id === undefined) return { message: unclear };
    if (rank === undefined || rank === 1 || rank === 'last') return { id };
    return {
      message: notice(`There is one paper here, no ${rank}. Say `, typed('1'), ' or ', typed('similar to 1'), '.'),
    };
  }
  const { list, from, ids } = posted;
  const number = rank === 'last' ? from + ids.length : rank;
  const id = ids[number - 1 - from];
  if (id !== undefined) return { id };
  const answer =
    number < 1 || list.kind === 'digest'
      ? undefined
      : await askFor(paperboy.ask, list, { offset: number - 1, limit: 1 });
  const [match] = answer?.kind === 'matches' ? answer.matches : [];
  // An earlier page of the same list.
  if (match !== undefined && number <= from) return { id: match.paper.id };
  return outOfRange(number, { isFurther: match !== undefined }, given, posted);
}

/** `isFurther`: the list goes on that far. */
function outOfRange(
  number: number,
  { isFurther }: { readonly isFurther: boolean },
  given: FollowUpCase,
  { from, ids }: PostedList,
): Reply {
  const last = from + ids.length;
  const range = last === 1 ? 'one paper' : `papers 1 to ${last}`;
  const sentence = `The list above has ${range}; there is no ${number}${isFurther ? ' yet' : ''}.`;
  const cures = isFurther ? [cure(`Show the next ${papersPerPage}`, 'more', given)] : [];
  return { message: withCures(notice(sentence), cures) };
}

function cure(label: string, say: string, { thread, isPrivate }: FollowUpCase, more: Partial<SayState> = {}): Cure {
  return { label, state: { say, ...(thread !== undefined && { thread }), ...more }, isPrivate };
}

/** Why there is no list, and what helps. */
function notFound(given: FollowUpCase, lookup: Exclude<Lookup, { kind: 'found' }>) {
  const { thread, text } = given;
  const place = thread === undefined ? 'here' : 'in this thread';
  const newest = cure('Newest papers', 'today', given);
  const help = cure('What can I ask?', 'help', given);
  const onThread = thread === undefined ? [] : [cure('Papers on this thread', '', given)];
  switch (lookup.kind) {
    case 'none':
      return withCures(
        notice(`There is no list of mine ${place} to go on with. Ask me a question, or start from one of these.`),
        [...onThread, newest, help],
      );
    case 'too-far':
      return withCures(notice(`I read back a long way ${place} and found no list of mine yet.`), [
        cure('Look further back', text, given, { before: lookup.before }),
        ...onThread,
        newest,
      ]);
    case 'no-scope': {
      const scope = lookup.scope === undefined ? 'the permission' : `the permission ${lookup.scope}`;
      return withCures(
        notice(
          `I cannot tell which list you mean: I lack ${scope} to read this channel, and I remember no list from before I was started. `,
          'An admin can add it and install the app again. The buttons under the list still work, and under a new list I can go on.',
        ),
        [newest, help],
      );
    }
    case 'not-a-member':
      return withCures(
        notice(
          'I cannot tell which list you mean: I am not in this channel, so I may not read it. Invite me with ',
          typed('/invite @Paperboy'),
          ' and try again.',
        ),
        [cure('Try again', text, given), newest],
      );
    case 'busy':
      return withCures(notice(`I could not look for the list. ${lookup.sentence}`), [cure('Try again', text, given)]);
    default:
      return lookup satisfies never;
  }
}
