import { decodePaperState, stateOf } from '../../button-state.ts';
import { openWindow, updateIfOpen } from '../../delivery/windows.ts';
import { paperDetailsView } from '../../messages/paper-details.ts';
import { type ButtonDependencies, gone, type PaperListener, tellPresser } from './paper-buttons.ts';

/** The window waits so long for what a model wrote before; it must open within 3 s of the press. */
const beforeOpeningMs = 500;
/** What a model is still writing is put into the window as long as somebody may be reading there. */
const afterOpeningMs = 30_000;

/** Opens a window with everything known about the paper. */
export function createShowDetails({ paperboy, sleep, logger, summaryFor }: ButtonDependencies): PaperListener {
  return async (args) => {
    await args.ack();
    const { client, body } = args;
    const { id, thread } = decodePaperState(stateOf(args.payload));
    const paper = await paperboy.ask.paper(id);
    if (paper === undefined) return tellPresser(args, thread, gone, { sleep, logger });
    const told = summaryFor?.(paper, { client, user: body.user.id }, afterOpeningMs);
    const first = told === undefined ? paper : await Promise.race([told, sleep(beforeOpeningMs).then(() => paper)]);
    const { view } = await openWindow(client, body, paperDetailsView(first));
    const later = await told;
    if (later?.written === undefined || later === first || view?.id === undefined) return;
    await updateIfOpen(client, view.id, paperDetailsView(later), { logger });
  };
}
