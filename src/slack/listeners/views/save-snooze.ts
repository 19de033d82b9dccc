import { localDate } from '../../../digests/schedule.ts';
import { snoozeProblem } from '../../../digests/snooze-words.ts';
import { snoozeField } from '../../messages/snooze-view.ts';
import { callerOf } from '../../reach.ts';
import { gone, snoozeDigest } from '../../requests/stop-digest.ts';
import { filledIn, type OnSubmit, showErrors, tellSubmitter } from './submission.ts';

export const saveSnooze: OnSubmit = async (submission, dependencies) => {
  const { ack, body, view } = submission;
  const { reach, now } = dependencies;
  const caller = callerOf(submission);
  const { id, channel, isFromHome } = reach.unseal(view.private_metadata, caller) ?? {};
  const subscription = await reach.subscription({ ...caller, channel }, id);
  if (subscription === undefined) {
    await ack();
    return tellSubmitter(submission, dependencies, { channel }, gone);
  }
  const today = localDate(now(), subscription.timeZone);
  const day = filledIn(view, snoozeField)?.selected_date ?? today;
  const problem = snoozeProblem(day, today);
  if (problem !== undefined) return showErrors(submission, { [snoozeField]: problem });
  await ack();
  const told = await snoozeDigest(dependencies, { userName: body.user.name }, subscription, day);
  await tellSubmitter(submission, dependencies, { channel: subscription.channel, isFromHome }, told);
};
