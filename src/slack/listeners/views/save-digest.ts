import { wishesFingerprint } from '../../../digests/subscription-words.ts';
import { inTime } from '../../delivery/in-time.ts';
import type { Dependencies } from '../../dependencies.ts';
import { doubtWords } from '../../messages/doubt-message.ts';
import { placeFields } from '../../messages/place-blocks.ts';
import { rhythmFields } from '../../messages/rhythm-blocks.ts';
import { savedMessage } from '../../messages/subscription-notices.ts';
import { fields, type SubscriptionForm, subscriptionView } from '../../messages/subscription-view.ts';
import { callerOf, type WindowState } from '../../reach.ts';
import { previewOf } from '../../requests/previews.ts';
import { setUpDigest } from '../../requests/set-up-digest.ts';
import { gone } from '../../requests/stop-digest.ts';
import { readForm, unknownWindow } from './digest-form.ts';
import {
  changedJustBefore,
  changedMeanwhile,
  type OnSubmit,
  type Submission,
  showErrors,
  tellSubmitter,
  unchanged,
} from './submission.ts';

/** Slack shows the person an error 3 s after they press; what takes longer is told once the window is closed. */
const answerInWindowMs = 2_000;

/** Which field each problem stands under: the first that names it. A time or a size that is none was typed among the topics. */
function fieldOf(problem: string): string {
  if (problem.includes('time zone')) return fields.timeZone;
  if (problem.includes('day of the week')) return rhythmFields.days;
  if (problem.includes('exclusions')) return fields.exclusions;
  return fields.topics;
}

const errorsOf = (problems: readonly string[]): Record<string, string> =>
  Object.fromEntries(problems.map((problem) => [fieldOf(problem), problem]).reverse());

/** The same window with what to look at first; pressing again goes on. */
async function askAgain(
  submission: Submission,
  dependencies: Dependencies,
  form: SubscriptionForm,
  state: WindowState,
  said: string[],
): Promise<void> {
  // There are two kinds of doubt.
  const told = [...(state.told ?? []), ...said].slice(-2);
  const caller = callerOf(submission);
  const metadata = dependencies.reach.seal({ ...state, told }, caller);
  const view = subscriptionView({ ...form, warnings: said }, await previewOf(dependencies, form, caller), metadata);
  await submission.ack({ response_action: 'update', view });
}

async function saveNew(
  submission: Submission,
  dependencies: Dependencies,
  form: SubscriptionForm,
  state: WindowState,
): Promise<void> {
  const { ack, body, client } = submission;
  const { user, team } = callerOf(submission);
  const { told = [], channel } = state;
  // Submitted before the field for it was there.
  if (form.place === 'other') return showErrors(submission, { [placeFields.where]: 'Choose the channel below.' });
  const asker = { client, team, channel, user, userName: body.user.name };
  const setting = setUpDigest(dependencies, asker, form, (doubt) => told.includes(doubt));
  // What failed fails below, once the window is closed.
  const early = await inTime(setting, answerInWindowMs).catch(() => undefined);
  if (early?.kind === 'doubted') return askAgain(submission, dependencies, form, state, early.doubts.map(doubtWords));
  if (early?.kind === 'refused') {
    const place = form.place === 'here' || form.place === 'me' ? placeFields.where : placeFields.channel;
    const field = early.of === 'place' ? place : fields.topics;
    return showErrors(submission, { [field]: early.sentence });
  }
  await ack();
  const { message } = early ?? (await setting);
  // What was opened in no conversation was opened in App Home.
  await tellSubmitter(submission, dependencies, { ...state, isFromHome: channel === '' }, message);
}

async function saveChanged(
  submission: Submission,
  dependencies: Dependencies,
  form: SubscriptionForm,
  state: WindowState,
): Promise<void> {
  const { doubts, digests } = dependencies.digests;
  const caller = { ...callerOf(submission), channel: state.channel };
  const before = await dependencies.reach.subscription(caller, form.id);
  if (before !== undefined && wishesFingerprint(before) !== state.openedOn)
    return showErrors(submission, errorsOf([changedMeanwhile]));
  const doubtful = before === undefined ? [] : (await doubts.ofTopics(form.wishes, before)).map(doubtWords);
  if (doubtful.some((doubt) => state.told?.includes(doubt) !== true))
    return askAgain(submission, dependencies, form, state, doubtful);
  await submission.ack();
  if (before === undefined) return tellSubmitter(submission, dependencies, state, gone);
  if (wishesFingerprint(form.wishes) === state.openedOn)
    return tellSubmitter(submission, dependencies, state, unchanged);
  const changed = await digests.change(before, form.wishes, submission.body.user.name);
  const message = changed === undefined ? changedJustBefore : savedMessage(changed, dependencies.command);
  await tellSubmitter(submission, dependencies, state, message);
}

/** Subscribe or Save: what is wrong or doubtful is shown in the window, else the digest is set up and the channel told. */
export const saveDigest: OnSubmit = async (submission, dependencies) => {
  const { ack, view } = submission;
  const state = dependencies.reach.unseal(view.private_metadata, callerOf(submission));
  if (state === undefined) {
    await ack();
    return tellSubmitter(submission, dependencies, {}, unknownWindow);
  }
  const form = readForm(view, state, dependencies.now());
  if (form.problems.length > 0) return showErrors(submission, errorsOf(form.problems));
  const save = form.id === undefined ? saveNew : saveChanged;
  return save(submission, dependencies, form, state);
};
