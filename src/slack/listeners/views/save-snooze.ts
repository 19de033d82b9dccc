import type { AllMiddlewareArgs, SlackViewMiddlewareArgs } from '@slack/bolt';
import { localDate } from '../../../digests/schedule.ts';
import { snoozeProblem } from '../../../digests/snooze-words.ts';
import { tellPerson } from '../../delivery/tell-person.ts';
import { snoozeField } from '../../messages/snooze-view.ts';
import { callerOf } from '../../reach.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { gone, snoozeDigest } from '../../requests/stop-digest.ts';
import { tellSubmitter } from './tell-submitter.ts';

export function createSaveSnooze(dependencies: DigestDependencies) {
  return async ({ ack, body, view, client, context }: SlackViewMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const { reach, now, sleep, logger } = dependencies;
    const caller = callerOf({ body, context });
    const { id, channel, isFromHome } = reach.unseal(view.private_metadata, caller) ?? {};
    const subscription = await reach.subscription({ ...caller, channel }, id);
    const recipient = { client, channel, user: caller.user, sleep, logger };
    if (subscription === undefined) {
      await ack();
      return tellPerson(recipient, gone);
    }
    const today = localDate(now(), subscription.timeZone);
    const day = view.state.values[snoozeField]?.[snoozeField]?.selected_date ?? today;
    const problem = snoozeProblem(day, today);
    if (problem !== undefined) return ack({ response_action: 'errors', errors: { [snoozeField]: problem } });
    await ack();
    const told = await snoozeDigest(dependencies, { userName: body.user.name }, subscription, day);
    await tellSubmitter(dependencies, { client, caller }, { channel: subscription.channel, isFromHome }, told);
  };
}
