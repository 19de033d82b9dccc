import { decodePageState, stateOf } from '../../button-state.ts';
import {
  type ButtonDependencies,
  isOnlyTheirs,
  type PaperListener,
  pageReply,
  replyToPresser,
} from './paper-buttons.ts';

/** Another page: in place where only the presser sees the message, else as a message of their own. */
export function createTurnPage(dependencies: ButtonDependencies): PaperListener {
  return async (args) => {
    await args.ack();
    const page = decodePageState(stateOf(args.payload));
    const replaces = isOnlyTheirs(args);
    await replyToPresser(args, page.thread, await pageReply(args, dependencies, page), { ...dependencies, replaces });
  };
}
