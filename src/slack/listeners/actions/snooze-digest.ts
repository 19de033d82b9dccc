import { localDate } from '../../../digests/schedule.ts';
import { snoozeDay } from '../../../digests/snooze-words.ts';
import { openWindow } from '../../delivery/windows.ts';
import { snoozeView } from '../../messages/snooze-view.ts';
import { callerOf } from '../../reach.ts';
import { gone, isPaused } from '../../requests/stop-digest.ts';
import { type OnPress, pressedValue, tell } from './press.ts';

/** Asks until when: a week from now at first, or the day that stands behind the id in the button. */
export const snoozePressed: OnPress = async (press, dependencies) => {
  const [pressed, said = ''] = (pressedValue(press) ?? '').split(' ');
  const subscription = await dependencies.reach.subscription(callerOf(press), pressed);
  if (subscription === undefined) return tell(press, dependencies, gone);
  if (subscription.paused !== undefined) return tell(press, dependencies, isPaused);
  const { id, channel, timeZone } = subscription;
  const today = localDate(dependencies.now(), timeZone);
  const isFromHome = press.body.view !== undefined;
  const metadata = dependencies.reach.seal({ id, channel, isFromHome }, callerOf(press));
  const view = snoozeView(subscription, snoozeDay(said, today) ?? today, metadata);
  await openWindow(press.client, press.body, view);
};
