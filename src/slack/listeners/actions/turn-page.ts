import { decodePageState, stateOf } from '../../button-state.ts';
import { respondWith } from '../../delivery/tell-person.ts';
import {
  type ButtonDependencies,
  type PaperListener,
  pageReply,
  rememberForPresser,
  tellPresser,
} from './paper-buttons.ts';

/** Another page: in place where only the presser sees the message, else as a message of their own. */
export function createTurnPage(dependencies: ButtonDependencies): PaperListener {
  const { knownLists, sleep } = dependencies;
  return async (args) => {
    await args.ack();
    const page = decodePageState(stateOf(args.payload));
    const { message, posted } = await pageReply(dependencies, page);
    const isPrivate = args.body.container['is_ephemeral'] === true;
    if (isPrivate) {
      const replacing = { response_type: 'ephemeral', replace_original: true } as const;
      await respondWith(args.respond, { ...message, ...replacing }, sleep);
    } else {
      await tellPresser(args, page.thread, message, sleep);
    }
    rememberForPresser(args, page.thread, posted, knownLists);
  };
}
