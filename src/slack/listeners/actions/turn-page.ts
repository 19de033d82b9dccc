import { decodePageState, decodeShelfState, type PageState } from '../../button-state.ts';
import type { Dependencies } from '../../dependencies.ts';
import { type Reply, replyWithAnswer } from '../../requests/answer-papers.ts';
import { savedReply } from '../../requests/answer-saved.ts';
import { askFor, pageSizeOf } from '../../requests/paper-list.ts';
import { askerOf, isOnlyTheirs, type OnPress, type Press, pressedPaper, pressedValue, tellReply } from './press.ts';

/** One page of a list, for the one who pressed; from App Home and windows there is no channel to share it to. */
async function pageReply(
  { body }: Press,
  { paperboy, command }: Dependencies,
  { list, offset, before, thread, shown }: PageState,
): Promise<Reply> {
  const answer = await askFor(paperboy.ask, list, { offset, limit: pageSizeOf(list), ...(shown && { shown }) });
  const audience = { kind: 'one-person', canShare: body.view === undefined, thread } as const;
  const from = answer?.kind === 'matches' ? answer.offset : offset;
  return replyWithAnswer(list, answer, { command, audience }, { before, shown, after: { from, ids: [] } });
}

/** Papers like this one, for the one who pressed. */
export const showSimilar: OnPress = async (press, dependencies) => {
  const { id, thread } = pressedPaper(press);
  const page = { list: { kind: 'similar', id }, offset: 0, before: [], thread } as const;
  await tellReply(press, dependencies, await pageReply(press, dependencies, page), { thread });
};

/** Another page: in place where only the presser sees the message, else as a message of their own. */
export const turnPage: OnPress = async (press, dependencies) => {
  const page = decodePageState(pressedValue(press));
  const { thread } = page;
  const reply = await pageReply(press, dependencies, page);
  await tellReply(press, dependencies, reply, { thread, replaces: isOnlyTheirs(press) });
};

/** The same of saved papers. */
export const turnShelf: OnPress = async (press, dependencies) => {
  const { shelf, thread } = decodeShelfState(pressedValue(press));
  const reply = await savedReply(shelf, { ...askerOf(press), thread }, dependencies);
  await tellReply(press, dependencies, reply, { thread, replaces: isOnlyTheirs(press) });
};
