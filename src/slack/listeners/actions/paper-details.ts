import { decodePaperState, stateOf } from '../../button-state.ts';
import { causeOf, troubleOf } from '../../delivery/errors.ts';
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
    const { view } = await client.views.open({ trigger_id: body.trigger_id, view: paperDetailsView(first) });
    const later = await told;
    if (later?.written === undefined || later === first || view?.id === undefined) return;
    try {
      await client.views.update({ view_id: view.id, view: paperDetailsView(later) });
    } catch (error) {
      // Mostly it was closed meanwhile; what it shows is whole without.
      if (troubleOf(error) === undefined) throw error;
      logger.info({ ...causeOf(error) }, 'A window was not brought up to date');
    }
  };
}
