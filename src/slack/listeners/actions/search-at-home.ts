import { causeOf, troubleOf } from '../../delivery/errors.ts';
import { inTime } from '../../delivery/in-time.ts';
import { tellPerson } from '../../delivery/tell-person.ts';
import { openWindow, searchedIn, updateIfOpen } from '../../delivery/windows.ts';
import { apologyFor } from '../../intake/report-errors.ts';
import type { Message } from '../../messages/message.ts';
import { messageView } from '../../messages/message-view.ts';
import { looking, searchView } from '../../messages/search-view.ts';
import { callerOf } from '../../reach.ts';
import { answerSearch } from '../../requests/answer-one-person.ts';
import type { OnPress } from './press.ts';

/** A window must open within 3 s of the press; what takes longer comes into it. */
const answerBeforeOpeningMs = 1_500;

/** Enter in the search field of App Home, or the button under it: a window with what was found. */
export const searchAtHome: OnPress = async (press, dependencies) => {
  const { sleep, logger } = dependencies;
  const { client, body, payload } = press;
  const typed = payload.type === 'plain_text_input' ? payload.value : searchedIn(body.view);
  const question = (typed ?? '').trim();
  if (question === '') return void (await openWindow(client, body, searchView('', undefined)));
  const { team, user } = callerOf(press);
  /** A window that Slack does not open is no reason to lose the answer. */
  async function show(message: Message): Promise<string | undefined> {
    try {
      return (await openWindow(client, body, searchView(question, messageView(message)))).view?.id;
    } catch (error) {
      if (troubleOf(error) === undefined) throw error;
      logger.warn({ ...causeOf(error) }, 'The window of a search was not opened');
      const found = message === looking ? await answering : message;
      if (found !== undefined) await tellPerson({ client, channel: undefined, user, sleep, logger }, found);
      return undefined;
    }
  }
  const searcher = { client, team, user, userName: body.user.name ?? body.user.username, trigger: body };
  const answering = answerSearch(question, searcher, dependencies);
  // What fails is told in the window that the press opens, unless that is open already.
  const early = await inTime(
    answering.then(
      (message) => ({ message }),
      (error: unknown) => ({ error }),
    ),
    answerBeforeOpeningMs,
  ).catch(() => undefined);
  if (early !== undefined && 'error' in early) throw early.error;
  if (early !== undefined) {
    const { message } = early;
    if (message !== undefined) await show(message);
    return;
  }
  const opened = await show(looking);
  if (opened === undefined) return;
  const message = await answering.catch((error: unknown) => apologyFor(error, { logger, channel: undefined }));
  if (message !== undefined)
    await updateIfOpen(client, opened, searchView(question, messageView(message)), dependencies);
};
