import { localDate } from '../../../digests/schedule.ts';
import { snoozeDay } from '../../../digests/snooze-words.ts';
import { openWindow } from '../../delivery/windows.ts';
import { snoozeView } from '../../messages/snooze-view.ts';
import { callerOf } from '../../reach.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { gone, isPaused } from '../../requests/stop-digest.ts';
import { type DigestListener, tell } from './subscription-buttons.ts';

/** Asks until when: a week from now at first, or the day that stands behind the id in the button. */
export function createSnooze(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    const [pressed, said = ''] = (args.payload.value ?? '').split(' ');
    const subscription = await dependencies.reach.subscription(callerOf(args), pressed);
    if (subscription === undefined) return tell(args, gone, dependencies);
    if (subscription.paused !== undefined) return tell(args, isPaused, dependencies);
    const { id, channel, timeZone } = subscription;
    const today = localDate(dependencies.now(), timeZone);
    const metadata = dependencies.reach.seal({ id, channel, isFromHome: args.body.view !== undefined }, callerOf(args));
    const view = snoozeView(subscription, snoozeDay(said, today) ?? today, metadata);
    await openWindow(args.client, args.body, view);
  };
}
