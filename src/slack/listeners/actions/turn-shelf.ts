import { decodeShelfState } from '../../button-state.ts';
import { callerOf } from '../../reach.ts';
import { savedReply } from '../../requests/answer-saved.ts';
import { type ButtonDependencies, isOnlyTheirs, type PaperListener, replyToPresser } from './paper-buttons.ts';

/** Another page of saved papers: in place where only the presser sees the message, else as a message of their own. */
export function createTurnShelf(dependencies: ButtonDependencies): PaperListener {
  return async (args) => {
    await args.ack();
    const { shelf, thread } = decodeShelfState('value' in args.payload ? args.payload.value : undefined);
    const { team, user, channel } = callerOf(args);
    const looker = { client: args.client, team, user, channel, thread };
    const replaces = isOnlyTheirs(args);
    await replyToPresser(args, thread, await savedReply(shelf, looker, dependencies), { ...dependencies, replaces });
  };
}
