import { decodePaperState, stateOf } from '../../button-state.ts';
import { bibtexMessage } from '../../messages/paper-details.ts';
import { type ButtonDependencies, gone, type PaperListener, tellPresser } from './paper-buttons.ts';

/** The paper's BibTeX entry, for the one who pressed. */
export function createShowBibtex(dependencies: ButtonDependencies): PaperListener {
  return async (args) => {
    await args.ack();
    const { id, thread } = decodePaperState(stateOf(args.payload));
    const paper = await dependencies.paperboy.ask.paper(id);
    await tellPresser(args, thread, paper === undefined ? gone : bibtexMessage([paper]), dependencies);
  };
}
