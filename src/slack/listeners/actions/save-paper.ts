import { displayText } from '../../../papers/display-text.ts';
import type { SavedKey } from '../../../store/saved-papers.ts';
import { decodePaperState, type PaperState, stateOf } from '../../button-state.ts';
import type { Message } from '../../messages/message.ts';
import {
  nothingToRestore,
  notSaved,
  restoredMessage,
  savedBeforeMessage,
  savedMessage,
  unsavedMessage,
} from '../../messages/saved-notices.ts';
import { callerOf } from '../../reach.ts';
import { type ButtonDependencies, gone, type PaperArgs, type PaperListener, tellPresser } from './paper-buttons.ts';

/** The channel in which everyone sees the message that was pressed; what is said to one person, or in a window, is nobody else's. */
function openChannelOf({ body }: PaperArgs): string | undefined {
  const channel = body.channel?.id;
  const isForAll = channel !== undefined && !channel.startsWith('D') && body.container['is_ephemeral'] !== true;
  return isForAll ? channel : undefined;
}

/** Saves a paper for whoever pressed, and tells them alone. */
export function createSavePaper(dependencies: ButtonDependencies): PaperListener {
  const { paperboy, reading, command } = dependencies;
  return async (args) => {
    await args.ack();
    const { id, thread } = decodePaperState(stateOf(args.payload));
    const paper = await paperboy.ask.paper(id);
    if (paper === undefined) return tellPresser(args, thread, gone, dependencies);
    const { team, user: person } = callerOf(args);
    const channel = openChannelOf(args);
    const title = displayText(paper.title);
    const isNew = await reading.list.save({ team, person }, { id, title }, channel);
    const told = isNew
      ? savedMessage({ state: { id, thread }, command }, { isShared: channel !== undefined })
      : savedBeforeMessage({ title, command });
    await tellPresser(args, thread, told, dependencies);
  };
}

/** A button under what somebody was told of a paper that they saved: says what came of it in its place. */
function createChangeSaved(
  dependencies: ButtonDependencies,
  change: (key: SavedKey, state: Pick<PaperState, 'id' | 'thread'>) => Promise<Message>,
): PaperListener {
  return async (args) => {
    await args.ack();
    const { id, thread } = decodePaperState(stateOf(args.payload));
    const { team, user: person } = callerOf(args);
    const told = await change({ team, person, paperId: id }, { id, thread });
    const replaces = args.body.container['is_ephemeral'] === true;
    await tellPresser(args, thread, told, { ...dependencies, replaces });
  };
}

export function createUnsavePaper(dependencies: ButtonDependencies): PaperListener {
  return createChangeSaved(dependencies, async (key, state) => {
    const removed = await dependencies.reading.list.unsave(key);
    return removed === undefined ? notSaved : unsavedMessage({ state, title: removed.title });
  });
}

export function createRestoreSaved(dependencies: ButtonDependencies): PaperListener {
  return createChangeSaved(dependencies, async (key, state) => {
    const restored = await dependencies.reading.list.restore(key);
    return restored === undefined ? nothingToRestore : restoredMessage({ state, title: restored.title });
  });
}
