import { displayText } from '../../papers/display-text.ts';
import type { Shelf } from '../../reading/browse.ts';
import type { Person } from '../../store/saved-papers.ts';
import type { PaperName } from '../../store/subscriptions.ts';
import type { ShelfState } from '../button-state.ts';
import type { Dependencies } from '../dependencies.ts';
import { papersPerPage } from '../limits.ts';
import { type Message, notice, together, typed } from '../messages/message.ts';
import { notHeldMessage } from '../messages/not-held-message.ts';
import { savedListMessage } from '../messages/saved-list-message.ts';
import {
  leftOutMessage,
  notSaved,
  savedBeforeMessage,
  savedMessage,
  savedSeveralMessage,
  unsavedMessage,
  unsavedSeveralMessage,
} from '../messages/saved-notices.ts';
import { type FollowContext, papersMeant } from './answer-following.ts';
import type { Reply } from './answer-papers.ts';
import type { Asker } from './asked.ts';
import type { SaveRequest } from './follow-words.ts';
import { heldPapers } from './held-paper.ts';
import { membershipOf } from './members.ts';
import { namesOf } from './people.ts';
import type { SavedRequest } from './request.ts';

/** Of a list that people go on with in a conversation; each id takes some 13 bytes of metadata. */
const maxPostedIds = 40;

/** Why somebody does not see a channel's list; undefined: they are in it. */
export async function refusalOf(
  channel: string,
  looker: Asker,
  { command, sleep, logger }: Dependencies,
): Promise<Message | undefined> {
  if (channel === looker.channel) return undefined;
  switch (await membershipOf({ ...looker, channel, sleep, logger })) {
    case 'member':
      return undefined;
    case 'outsider':
      return notice('Only people in a channel see what was saved there, and I do not see you in that one.');
    case 'untold':
      return notice('I cannot see who is in that channel. Ask there: ', typed(`${command} saved here`), '.');
  }
}

/** Those of a channel; undefined: the person's own. */
export function shelfOf(channel: string | undefined, { team, user: person }: Asker): Shelf {
  return channel === undefined
    ? { kind: 'own', person: { team, person } }
    : { kind: 'channel', place: { team, channel } };
}

/** A page of a person's own papers, or of a channel's: only people in the channel see that. */
export async function savedReply(
  shelf: ShelfState,
  looker: Asker,
  dependencies: Dependencies,
  lead?: Message,
): Promise<Reply> {
  const { reading, command, logger } = dependencies;
  const { channel, about = '', from: offset } = shelf;
  const { client, thread } = looker;
  const refusal = channel === undefined ? undefined : await refusalOf(channel, looker, dependencies);
  if (refusal !== undefined) return { message: refusal, isPrivate: true };
  const isOpen = channel !== undefined && channel === looker.channel;
  const page = await reading.browse(shelfOf(channel, looker), { about, offset, limit: papersPerPage });
  const savers = channel === undefined ? [] : page.papers.flatMap(({ savers }) => savers);
  const names = await namesOf(client, savers, logger);
  const { message, shown } = savedListMessage(page, { shelf, thread, names, command, lead });
  const all = page.ids.slice(0, maxPostedIds);
  return {
    message,
    ...(shown > 0 && {
      posted: {
        list: { kind: 'among', ids: all, filters: '' },
        from: offset,
        ids: page.ids.slice(offset, offset + shown),
      },
    }),
    ...(!isOpen && { isPrivate: true }),
  };
}

const whichChannel = notice(
  'Which channel? Choose it from the names that Slack offers behind #. What one person saved for themselves is shown to nobody else.',
);

export function answerAboutSaved(
  { about, place }: SavedRequest,
  looker: Asker,
  dependencies: Dependencies,
): Promise<Reply> {
  if (place === 'other' || /^[#@]\S+$/.test(about)) return Promise.resolve({ message: whichChannel, isPrivate: true });
  const here = /^(?:D|$)/.test(looker.channel) ? undefined : looker.channel;
  const channel = place === 'here' ? here : place === 'me' ? undefined : place;
  const shelf = { ...(channel !== undefined && { channel }), ...(about !== '' && { about }), from: 0 };
  return savedReply(shelf, looker, dependencies);
}

const whichPaper = (deed: SaveRequest['kind']): Message =>
  notice('Which paper? Say ', typed(`${deed} 2`), ' under a list, or ', typed(`${deed} 2402.17762`), '.');

/** So many papers are looked up for one line. */
const maxLookedUp = 10;

/**
 * Saves papers that somebody names, or those that they point at above, or takes them off again.
 *
 * @param isSaidToAll everyone in the channel reads what they said
 */
export async function answerSave(
  { kind, text: words }: SaveRequest,
  { team, user: person, channel, thread, isSaidToAll }: Asker & { readonly isSaidToAll: boolean },
  dependencies: Dependencies,
  { context, find }: FollowContext,
): Promise<Reply> {
  const isPrivate = true;
  const ids = await papersMeant(words, find);
  if (ids.length === 0) return { message: whichPaper(kind), isPrivate };
  const place = { channel: isSaidToAll && !channel.startsWith('D') ? channel : undefined, thread };
  if (kind === 'unsave')
    return { message: (await unsavePapers(ids, { team, person }, place, dependencies)) ?? notSaved, isPrivate };
  const { papers, missing } = await heldPapers(ids.slice(0, maxLookedUp), context);
  const said = [
    ...(papers.length === 0 ? [] : [await savePapers(papers, { team, person }, place, dependencies)]),
    ...missing.map(({ id, why }) => notHeldMessage(id, why)),
    ...(ids.length > maxLookedUp ? [leftOutMessage(ids.slice(maxLookedUp))] : []),
  ];
  return { message: together(said), isPrivate };
}

/** Where papers are saved from, and the thread of the answer. */
interface SavingPlace {
  /** Where everyone sees it. */
  readonly channel: string | undefined;
  readonly thread?: string | undefined;
}

/** Saves papers, one at least, and what their person is told. */
export async function savePapers(
  papers: readonly PaperName[],
  person: Person,
  { channel, thread }: SavingPlace,
  { reading, command }: Pick<Dependencies, 'reading' | 'command'>,
): Promise<Message> {
  const named = papers.map(({ id, title }) => ({ id, title: displayText(title) }));
  const isNew = await Promise.all(named.map((paper) => reading.list.save(person, paper, channel)));
  const saved = named.filter((_, index) => isNew[index]);
  const told = { command, isShared: channel !== undefined };
  const [first, another] = saved;
  if (first === undefined) return savedBeforeMessage(named, command);
  return another === undefined ? savedMessage({ id: first.id, thread }, told) : savedSeveralMessage(saved, told);
}

/** Takes papers off what a person saved, and what they are told; undefined where they have none of them. */
export async function unsavePapers(
  ids: readonly string[],
  person: Person,
  { thread }: Pick<SavingPlace, 'thread'>,
  { reading }: Pick<Dependencies, 'reading'>,
): Promise<Message | undefined> {
  const removed = await Promise.all(ids.map((paperId) => reading.list.unsave({ ...person, paperId })));
  const papers = removed.flatMap((paper) => paper ?? []);
  const [first, another] = papers;
  if (another !== undefined) return unsavedSeveralMessage(papers);
  return first && unsavedMessage({ id: first.id, thread }, first.title);
}
