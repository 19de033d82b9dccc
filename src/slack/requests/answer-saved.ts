import { displayText } from '../../papers/display-text.ts';
import type { Paper } from '../../papers/paper.ts';
import type { Shelf } from '../../reading/browse.ts';
import type { Person } from '../../store/saved-papers.ts';
import type { ShelfState } from '../button-state.ts';
import type { Dependencies } from '../dependencies.ts';
import { papersPerPage } from '../limits.ts';
import { type Message, notice, typed } from '../messages/message.ts';
import { notHeldMessage } from '../messages/not-held-message.ts';
import { savedListMessage } from '../messages/saved-list-message.ts';
import { savedBeforeMessage, savedMessage } from '../messages/saved-notices.ts';
import { type FollowContext, paperMeant } from './answer-following.ts';
import type { Reply } from './answer-papers.ts';
import type { Asker } from './asked.ts';
import { heldPaper } from './held-paper.ts';
import { membershipOf } from './members.ts';
import { namesOf } from './people.ts';
import type { SavedRequest, SaveRequest } from './request.ts';

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

const whichChannel = notice('Which channel? Choose it from the names that Slack offers behind #.');

export function answerAboutSaved(
  { about, place }: SavedRequest,
  looker: Asker,
  dependencies: Dependencies,
): Promise<Reply> {
  if (place === 'other' || /^#\S+$/.test(about)) return Promise.resolve({ message: whichChannel, isPrivate: true });
  const here = /^(?:D|$)/.test(looker.channel) ? undefined : looker.channel;
  const channel = place === 'here' ? here : place === 'me' ? undefined : place;
  const shelf = { ...(channel !== undefined && { channel }), ...(about !== '' && { about }), from: 0 };
  return savedReply(shelf, looker, dependencies);
}

const whichPaper = notice('Which paper? Say ', typed('save 2'), ' under a list, or ', typed('save 2402.17762'), '.');

/** Saves a paper that somebody names, or points at among those above. @param isSaidToAll everyone in the channel reads what they said */
export async function answerSave(
  { text: words }: SaveRequest,
  { team, user: person, channel, thread, isSaidToAll }: Asker & { readonly isSaidToAll: boolean },
  dependencies: Dependencies,
  { context, find }: FollowContext,
): Promise<Reply> {
  const isPrivate = true;
  const id = await paperMeant(words, find);
  if (id === undefined) return { message: whichPaper, isPrivate };
  const looked = await heldPaper(id, context);
  if (looked.kind !== 'found') return { message: notHeldMessage(id, looked), isPrivate };
  const place = { channel: isSaidToAll && !channel.startsWith('D') ? channel : undefined, thread };
  return { message: await savePaper(looked.paper, { team, person }, place, dependencies), isPrivate };
}

/** Saves a paper, and what its person is told. @param channel where everyone sees what it is saved from */
export async function savePaper(
  { id, title: raw }: Paper,
  person: Person,
  { channel, thread }: { readonly channel: string | undefined; readonly thread: string | undefined },
  { reading, command }: Dependencies,
): Promise<Message> {
  const title = displayText(raw);
  const isNew = await reading.list.save(person, { id, title }, channel);
  return isNew
    ? savedMessage({ id, thread }, { command, isShared: channel !== undefined })
    : savedBeforeMessage(title, command);
}
