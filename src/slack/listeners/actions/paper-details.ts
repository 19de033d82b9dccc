import { causeOf, troubleOf } from '../../delivery/errors.ts';
import { openWindow, updateIfOpen } from '../../delivery/windows.ts';
import { paperDetailsView } from '../../messages/paper-details.ts';
import { callerOf } from '../../reach.ts';
import { gone, type OnPress, pressedPaper, tell } from './press.ts';

/** The window waits so long for what a model wrote before; it must open within 3 s of the press. */
const beforeOpeningMs = 500;
/** What a model is still writing is put into the window as long as somebody may be reading there. */
const afterOpeningMs = 30_000;
/** After a window with a card was refused, maybe for a picture that Slack could not fetch; then its press may be used up. */
const plainForMs = 3_600_000;

/** Opens a window with everything known about the paper. */
export function createShowDetails(): OnPress {
  const plainUntil = new Map<string, number>();

  return async (press, dependencies) => {
    const { paperboy, reach, cards, now, sleep, logger, summaryFor } = dependencies;
    const { client, body } = press;
    const { id, thread } = pressedPaper(press);
    const paper = await paperboy.ask.paper(id);
    if (paper === undefined) return tell(press, dependencies, gone, { thread });
    const told = summaryFor?.(paper, { client, user: body.user.id }, afterOpeningMs);
    const first = told === undefined ? paper : await Promise.race([told, sleep(beforeOpeningMs).then(() => paper)]);
    const caller = callerOf(press);
    const { team, channel = '' } = caller;
    const window = {
      ...{ metadata: reach.seal({ channel }, caller), thread },
      canShare: channel !== '' && !channel.startsWith('D'),
    };
    let hasCard = (plainUntil.get(team) ?? 0) <= now() && (await cards(team).areTaken());
    const opened = await openWindow(client, body, paperDetailsView(first, { ...window, hasCard })).catch(
      (error: unknown) => {
        const { means } = troubleOf(error) ?? {};
        if (!hasCard || (means !== 'message' && means !== 'call')) throw error;
        logger.warn({ ...causeOf(error), team }, 'A window with a card was refused: for an hour there are none');
        plainUntil.set(team, now() + plainForMs);
        hasCard = false;
        return openWindow(client, body, paperDetailsView(first, { ...window, hasCard }));
      },
    );
    const later = await told;
    if (later?.written === undefined || later === first || opened.view?.id === undefined) return;
    await updateIfOpen(client, opened.view.id, paperDetailsView(later, { ...window, hasCard }), { logger });
  };
}
