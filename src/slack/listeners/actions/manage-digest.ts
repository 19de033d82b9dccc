import { managedMessage } from '../../messages/subscriptions-message.ts';
import { timeZoneOf } from '../../requests/people.ts';
import { gone } from '../../requests/stop-digest.ts';
import { type OnPress, tell } from './press.ts';
import { pressedDigest } from './redraw.ts';

/** "Manage" under a post: the entry of its digest in the list, with all that can be done. */
export const manageDigest: OnPress = async (press, dependencies) => {
  const subscription = await pressedDigest(press, dependencies);
  const report = subscription && (await dependencies.digests.digests.report(subscription));
  if (report === undefined) return tell(press, dependencies, gone);
  const reader = await timeZoneOf(press.client, press.body.user.id, dependencies.logger);
  await tell(press, dependencies, managedMessage(report, reader));
};
