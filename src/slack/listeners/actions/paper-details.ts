import { decodePaperState, stateOf } from '../../button-state.ts';
import { paperDetailsView } from '../../messages/paper-details.ts';
import { type ButtonDependencies, gone, type PaperListener, tellPresser } from './paper-buttons.ts';

/** Opens a window with everything known about the paper. */
export function createShowDetails({ paperboy, sleep, logger }: ButtonDependencies): PaperListener {
  return async (args) => {
    await args.ack();
    const { id, thread } = decodePaperState(stateOf(args.payload));
    const paper = await paperboy.ask.paper(id);
    if (paper === undefined) return tellPresser(args, thread, gone, { sleep, logger });
    await args.client.views.open({ trigger_id: args.body.trigger_id, view: paperDetailsView(paper) });
  };
}
