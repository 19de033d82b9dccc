import { decodePageState, stateOf } from '../../button-state.ts';
import {
  type ButtonDependencies,
  type PaperListener,
  pageReply,
  rememberForPresser,
  tellPresser,
} from './paper-buttons.ts';

/** Another page: in place where only the presser sees the message, else as a message of their own. */
export function createTurnPage(dependencies: ButtonDependencies): PaperListener {
  const { knownLists } = dependencies;
  return async (args) => {
    await args.ack();
    const page = decodePageState(stateOf(args.payload));
    const { message, posted } = await pageReply(dependencies, page);
    const replaces = args.body.container['is_ephemeral'] === true;
    await tellPresser(args, page.thread, message, { ...dependencies, replaces });
    rememberForPresser(args, page.thread, posted, knownLists);
  };
}
