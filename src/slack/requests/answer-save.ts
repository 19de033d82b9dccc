import { displayText } from '../../papers/display-text.ts';
import type { Paper } from '../../papers/paper.ts';
import type { Person } from '../../store/saved-papers.ts';
import type { Message } from '../messages/message.ts';
import { notHeldMessage } from '../messages/not-held-message.ts';
import { notice, typed } from '../messages/notice.ts';
import { savedBeforeMessage, savedMessage } from '../messages/saved-notices.ts';
import { type FollowContext, paperMeant } from './answer-following.ts';
import type { Reply } from './answer-papers.ts';
import type { Looker, SavedDependencies } from './answer-saved.ts';
import { heldPaper } from './held-paper.ts';
import type { SaveRequest } from './request.ts';

export interface Saver extends Looker {
  /** It was said where everyone in the channel reads it. */
  readonly isSaidToAll: boolean;
}

/** Saves a paper that somebody names, or points at among those above. */
export async function answerSave(
  { text: words }: SaveRequest,
  { team, user: person, channel, thread, isSaidToAll }: Saver,
  { reading, command }: SavedDependencies,
  { context, find }: FollowContext,
): Promise<Reply> {
  const isPrivate = true;
  const id = await paperMeant(words, find);
  if (id === undefined) {
    const how = notice('Which paper? Say ', typed('save 2'), ' under a list, or ', typed('save 2402.17762'), '.');
    return { message: how, isPrivate };
  }
  const looked = await heldPaper(id, context);
  if (looked.kind !== 'found') return { message: notHeldMessage(id, looked), isPrivate };
  const open = isSaidToAll && channel?.startsWith('D') === false ? channel : undefined;
  const place = { channel: open, thread };
  return { message: await savePaper(looked.paper, { team, person }, place, { reading, command }), isPrivate };
}

/** Saves a paper, and what its person is told. @param channel where everyone sees what it is saved from */
export async function savePaper(
  { id, title: raw }: Paper,
  person: Person,
  { channel, thread }: { readonly channel: string | undefined; readonly thread: string | undefined },
  { reading, command }: Pick<SavedDependencies, 'reading' | 'command'>,
): Promise<Message> {
  const title = displayText(raw);
  const isNew = await reading.list.save(person, { id, title }, channel);
  return isNew
    ? savedMessage({ state: { id, thread }, command }, { isShared: channel !== undefined })
    : savedBeforeMessage({ title, command });
}
