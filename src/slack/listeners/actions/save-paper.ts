import type { SavedPaper } from '../../../store/saved-papers.ts';
import type { PaperState } from '../../button-state.ts';
import type { Message } from '../../messages/message.ts';
import {
  markedMessage,
  nothingToRestore,
  notSaved,
  restoredMessage,
  unsavedMessage,
} from '../../messages/saved-notices.ts';
import { callerOf } from '../../reach.ts';
import { savedReply, savePapers } from '../../requests/answer-saved.ts';
import { isHome } from '../../requests/home.ts';
import { askerOf, gone, isOnlyTheirs, type OnPress, type Press, pressedPaper, tell, tellOfChange } from './press.ts';

/** The channel in which everyone sees the message that was pressed; what is said to one person, or in a window, is nobody else's. */
function openChannelOf({ body }: Press): string | undefined {
  const channel = body.channel?.id;
  const isForAll = channel !== undefined && !channel.startsWith('D') && body.container['is_ephemeral'] !== true;
  return isForAll ? channel : undefined;
}

/** Saves a paper for whoever pressed, and tells them alone. */
export const savePressed: OnPress = async (press, dependencies) => {
  const { id, thread } = pressedPaper(press);
  const paper = await dependencies.paperboy.ask.paper(id);
  if (paper === undefined) return tell(press, dependencies, gone, { thread });
  const { team, user: person } = callerOf(press);
  const told = await savePapers([paper], { team, person }, { channel: openChannelOf(press), thread }, dependencies);
  await tellOfChange(press, dependencies, told, { thread });
};

/**
 * Changes what the presser saved, and says so: above their list where they pressed in one that only they see, else alone.
 *
 * @param none said where there is nothing to change
 */
function changing(
  change: 'unsave' | 'restore' | 'markRead' | 'markUnread',
  toldOf: (changed: SavedPaper, state: PaperState) => Message,
  none: Message,
): OnPress {
  return async (press, dependencies) => {
    const { do: _, ...state } = pressedPaper(press);
    const { id, thread, shelf } = state;
    const { team, user: person } = callerOf(press);
    const changed = await dependencies.reading.list[change]({ team, person, paperId: id });
    const said = changed === undefined ? none : toldOf(changed, state);
    const replaces = isOnlyTheirs(press);
    const isInList = shelf !== undefined && replaces && !isHome(press.body.view);
    const message = isInList
      ? (await savedReply(shelf, { ...askerOf(press), thread }, dependencies, said)).message
      : said;
    await tellOfChange(press, dependencies, message, { thread, replaces });
  };
}

export const unsavePaper = changing('unsave', ({ title }, state) => unsavedMessage(state, title), notSaved);
export const restorePaper = changing('restore', ({ title }, state) => restoredMessage(state, title), nothingToRestore);
export const markRead = changing('markRead', ({ title }) => markedMessage('read', title), notSaved);
export const markUnread = changing('markUnread', ({ title }) => markedMessage('not read', title), notSaved);
