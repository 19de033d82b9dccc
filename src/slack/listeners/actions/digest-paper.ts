import { decodePaperState, stateOf } from '../../button-state.ts';
import { digestPaperMessage } from '../../messages/digest-paper-message.ts';
import { type ButtonDependencies, gone, type PaperListener, tellPresser } from './paper-buttons.ts';

/** "More on a paper …" under a digest without a thread: what the thread would say of it, to whoever chose it. */
export function createShowDigestPaper({ paperboy, sleep, logger }: ButtonDependencies): PaperListener {
  return async (args) => {
    await args.ack();
    const { id, subscription, thread } = decodePaperState(stateOf(args.payload));
    const paper = await paperboy.ask.paper(id);
    const message = paper === undefined ? gone : digestPaperMessage(paper, { id, subscription });
    await tellPresser(args, thread, message, { sleep, logger });
  };
}
