import { inTime } from '../../delivery/in-time.ts';
import { searchedIn, updateIfOpen } from '../../delivery/windows.ts';
import { messageView } from '../../messages/message-view.ts';
import { looking, searchView } from '../../messages/search-view.ts';
import { callerOf } from '../../reach.ts';
import { answerSearch } from '../../requests/answer-one-person.ts';
import type { OnSubmit } from './submission.ts';

/** Slack shows the person an error 3 s after they press. */
const answerInWindowMs = 2_000;

/** "Search" in the window: it stays open, with what was found. */
export const searchAgain: OnSubmit = async (submission, dependencies) => {
  const { ack, body, view, client } = submission;
  const question = searchedIn(view).trim();
  const { team, user } = callerOf(submission);
  const answering = answerSearch(question, { client, team, user, userName: body.user.name }, dependencies);
  // What fails fails below, once Slack has its answer.
  const early = await inTime(answering, answerInWindowMs).catch(() => undefined);
  await ack({ response_action: 'update', view: searchView(question, messageView(early ?? looking)) });
  if (early !== undefined) return;
  const message = await answering;
  if (message !== undefined)
    await updateIfOpen(client, view.id, searchView(question, messageView(message)), dependencies);
};
