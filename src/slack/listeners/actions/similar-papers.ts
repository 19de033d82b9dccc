import { decodePaperState, stateOf } from '../../button-state.ts';
import {
  type ButtonDependencies,
  type PaperListener,
  pageReply,
  rememberForPresser,
  tellPresser,
} from './paper-buttons.ts';

/** Papers like this one, for the one who pressed. */
export function createShowSimilar(dependencies: ButtonDependencies): PaperListener {
  const { knownLists } = dependencies;
  return async (args) => {
    await args.ack();
    const { id, thread } = decodePaperState(stateOf(args.payload));
    const page = { list: { kind: 'similar', id }, offset: 0, before: [], thread } as const;
    const { message, posted } = await pageReply(dependencies, page);
    await tellPresser(args, thread, message, dependencies);
    rememberForPresser(args, thread, posted, knownLists);
  };
}
