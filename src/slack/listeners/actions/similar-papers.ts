import { decodePaperState, stateOf } from '../../button-state.ts';
import { type ButtonDependencies, type PaperListener, pageReply, replyToPresser } from './paper-buttons.ts';

/** Papers like this one, for the one who pressed. */
export function createShowSimilar(dependencies: ButtonDependencies): PaperListener {
  return async (args) => {
    await args.ack();
    const { id, thread } = decodePaperState(stateOf(args.payload));
    const page = { list: { kind: 'similar', id }, offset: 0, before: [], thread } as const;
    await replyToPresser(args, thread, await pageReply(args, dependencies, page), dependencies);
  };
}
