import { findArxivIds } from '../../papers/arxiv-id.ts';
import { displayText } from '../../papers/display-text.ts';
import { notHeldMessage } from '../messages/not-held-message.ts';
import { notice, typed } from '../messages/notice.ts';
import { savedBeforeMessage, savedMessage } from '../messages/saved-notices.ts';
import { type FollowContext, pointedAt } from './answer-following.ts';
import { heldPaper, type Reply } from './answer-papers.ts';
import type { Looker, SavedDependencies } from './answer-saved.ts';
import { paperPointedAt } from './follow-words.ts';
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
  const pointed = paperPointedAt(words);
  const [given] = findArxivIds(words);
  const id = given ?? (pointed === undefined ? undefined : pointedAt(pointed, await find()));
  if (id === undefined) {
    const how = notice('Which paper? Say ', typed('save 2'), ' under a list, or ', typed('save 2402.17762'), '.');
    return { message: how, isPrivate };
  }
  const looked = await heldPaper(id, context);
  if (looked.kind !== 'found') return { message: notHeldMessage(id, looked), isPrivate };
  const title = displayText(looked.paper.title);
  const open = isSaidToAll && channel?.startsWith('D') === false ? channel : undefined;
  const isNew = await reading.list.save({ team, person }, { id, title }, open);
  const message = isNew
    ? savedMessage({ state: { id, thread }, command }, { isShared: open !== undefined })
    : savedBeforeMessage({ title, command });
  return { message, isPrivate };
}
