import { localDate } from '../../../digests/schedule.ts';
import { snoozeDay } from '../../../digests/snooze-words.ts';
import { snoozeView } from '../../messages/snooze-view.ts';
import { callerOf } from '../../reach.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { gone, isPaused } from '../../requests/stop-digest.ts';
import { type DigestListener, pressedOf, tell } from './subscription-buttons.ts';

/** Asks until when, a week from now unless another day is chosen. */
export function createSnooze(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    const subscription = await pressedOf(args, dependencies);
    if (subscription === undefined) return tell(args, gone, dependencies);
    if (subscription.paused !== undefined) return tell(args, isPaused, dependencies);
    const { id, channel, timeZone } = subscription;
    const today = localDate(dependencies.now(), timeZone);
    const metadata = dependencies.reach.seal({ id, channel }, callerOf(args));
    const view = snoozeView(subscription, snoozeDay('a week', today) ?? today, metadata);
    await args.client.views.open({ trigger_id: args.body.trigger_id, view });
  };
}
