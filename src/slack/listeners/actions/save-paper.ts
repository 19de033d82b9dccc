import type { SavedKey, SavedPaper } from '../../../store/saved-papers.ts';
import { decodePaperState, type PaperState, stateOf } from '../../button-state.ts';
import type { Message } from '../../messages/message.ts';
import {
  markedMessage,
  nothingToRestore,
  notSaved,
  restoredMessage,
  unsavedMessage,
} from '../../messages/saved-notices.ts';
import { callerOf } from '../../reach.ts';
import { savePaper } from '../../requests/answer-save.ts';
import { savedReply } from '../../requests/answer-saved.ts';
import { isHome } from '../../requests/home.ts';
import {
  type ButtonDependencies,
  gone,
  isOnlyTheirs,
  type PaperArgs,
  type PaperListener,
  tellOfChange,
  tellPresser,
} from './paper-buttons.ts';

/** The channel in which everyone sees the message that was pressed; what is said to one person, or in a window, is nobody else's. */
function openChannelOf({ body }: PaperArgs): string | undefined {
  const channel = body.channel?.id;
  const isForAll = channel !== undefined && !channel.startsWith('D') && body.container['is_ephemeral'] !== true;
  return isForAll ? channel : undefined;
}

/** Saves a paper for whoever pressed, and tells them alone. */
export function createSavePaper(dependencies: ButtonDependencies): PaperListener {
  const { paperboy } = dependencies;
  return async (args) => {
    await args.ack();
    const { id, thread } = decodePaperState(stateOf(args.payload));
    const paper = await paperboy.ask.paper(id);
    if (paper === undefined) return tellPresser(args, thread, gone, dependencies);
    const { team, user: person } = callerOf(args);
    const told = await savePaper(paper, { team, person }, { channel: openChannelOf(args), thread }, dependencies);
    await tellOfChange(args, thread, told, dependencies);
  };
}

interface Change {
  /** Undefined where there is nothing to change. */
  change(key: SavedKey): Promise<SavedPaper | undefined>;
  told(changed: SavedPaper, state: PaperState): Message;
  readonly none: Message;
}

/** Changes what the presser saved, and says so: above their list where they pressed in one that only they see, else alone. */
function createChangeSaved(dependencies: ButtonDependencies, { change, told, none }: Change): PaperListener {
  return async (args) => {
    await args.ack();
    const { do: _, ...state } = decodePaperState(stateOf(args.payload));
    const { id, thread, shelf } = state;
    const { team, user, channel } = callerOf(args);
    const changed = await change({ team, person: user, paperId: id });
    const said = changed === undefined ? none : told(changed, state);
    const replaces = isOnlyTheirs(args);
    const looker = { client: args.client, team, user, channel, thread };
    const message =
      shelf === undefined || !replaces || isHome(args.body.view)
        ? said
        : (await savedReply(shelf, looker, dependencies, said)).message;
    await tellOfChange(args, thread, message, { ...dependencies, replaces });
  };
}

export function createUnsavePaper(dependencies: ButtonDependencies): PaperListener {
  return createChangeSaved(dependencies, {
    change: dependencies.reading.list.unsave,
    told: ({ title }, state) => unsavedMessage({ state, title }),
    none: notSaved,
  });
}

export function createRestoreSaved(dependencies: ButtonDependencies): PaperListener {
  return createChangeSaved(dependencies, {
    change: dependencies.reading.list.restore,
    told: ({ title }, state) => restoredMessage({ state, title }),
    none: nothingToRestore,
  });
}

export function createMarkRead(dependencies: ButtonDependencies): PaperListener {
  return createChangeSaved(dependencies, {
    change: dependencies.reading.list.markRead,
    told: ({ title }) => markedMessage('read', title),
    none: notSaved,
  });
}

export function createMarkUnread(dependencies: ButtonDependencies): PaperListener {
  return createChangeSaved(dependencies, {
    change: dependencies.reading.list.markUnread,
    told: ({ title }) => markedMessage('not read', title),
    none: notSaved,
  });
}
