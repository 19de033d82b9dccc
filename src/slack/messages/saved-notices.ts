import { joined } from '../../digests/subscription-words.ts';
import type { PaperName } from '../../store/subscriptions.ts';
import { actionIds, encodeState, type PaperState } from '../button-state.ts';
import { cutToBytes } from './cut-text.ts';
import { button, withButtons } from './elements.ts';
import { type Message, notice, typed } from './message.ts';

/** What people read who save a paper, or take it off again. */

const titleBytes = 200;
const listBytes = 700;
const quoted = (title: string, most = titleBytes): string => `“${cutToBytes(title, most)}”`;
const listed = (papers: readonly PaperName[]): string =>
  joined(papers.map(({ title }) => quoted(title, Math.min(titleBytes, Math.floor(listBytes / papers.length)))));

const whereListed = (command: string) => [typed(`${command} saved`), ' lists what you saved.'] as const;

/** @param state the paper that the button names, and where it answers @param isShared it stands in the channel's reading list as well */
export function savedMessage(
  state: PaperState,
  { command, isShared }: { readonly command: string; readonly isShared: boolean },
): Message {
  const told = isShared ? 'Saved, and people here see it in this channel’s reading list. ' : 'Saved. ';
  return withButtons(notice(told, ...whereListed(command)), [button(actionIds.unsave, 'Undo', encodeState(state))]);
}

export function savedBeforeMessage(papers: readonly PaperName[], command: string): Message {
  return notice(`You saved ${listed(papers)} before. `, ...whereListed(command));
}

export function unsavedMessage(state: PaperState, title: string): Message {
  const undo = button(actionIds.restoreSaved, 'Undo', encodeState(state));
  return withButtons(notice(`Removed from what you saved: ${quoted(title)}.`), [undo]);
}

export function restoredMessage(state: PaperState, title: string): Message {
  const remove = button(actionIds.unsave, 'Remove', encodeState(state));
  return withButtons(notice(`Back among what you saved: ${quoted(title)}.`), [remove]);
}

export function markedMessage(as: 'read' | 'not read', title: string): Message {
  return notice(`Marked as ${as}: ${quoted(title)}.`);
}

/** Of a message that names several papers; without the reaction they are taken off again. */
export function savedSeveralMessage(
  papers: readonly PaperName[],
  { command, isShared }: { readonly command: string; readonly isShared: boolean },
): Message {
  const where = isShared ? ' People here see them in this channel’s reading list.' : '';
  return notice(`Saved ${papers.length} papers: ${listed(papers)}.${where} `, ...whereListed(command));
}

export function unsavedSeveralMessage(papers: readonly PaperName[]): Message {
  return notice(`Removed from what you saved: ${listed(papers)}.`);
}

/** More were named than are taken at once. */
export function leftOutMessage(ids: readonly string[]): Message {
  return notice(`Not saved, since that is too many at once: ${ids.join(', ')}.`);
}

/** Whoever puts the reaction under a list. */
export const severalPapersMessage = notice(
  'That message has several papers. To save one of them, choose Save in the menu beside it; under a digest, in its thread or in its menu.',
);

export const cannotReadMessage = notice(
  'I could not read that message, so I do not know which paper it is about. Choose Save in the menu beside the paper.',
);

export const notSaved = notice('You have not saved that paper.');
export const nothingToRestore = notice(
  'There is nothing to undo: the paper is back already, or was removed too long ago.',
);
