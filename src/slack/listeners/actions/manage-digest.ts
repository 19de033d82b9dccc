import { managedMessage } from '../../messages/subscriptions-message.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { timeZoneOf } from '../../requests/people.ts';
import { gone } from '../../requests/stop-digest.ts';
import { type DigestListener, pressedOf, tell } from './subscription-buttons.ts';

/** "Manage" under a post: the entry of its digest in the list, with all that can be done. */
export function createManage(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    const subscription = await pressedOf(args, dependencies);
    const reports = subscription && (await dependencies.digests.digests.in(subscription));
    const report = reports?.find((one) => one.subscription.id === subscription?.id);
    if (report === undefined) return tell(args, gone, dependencies);
    const reader = await timeZoneOf(args.client, args.body.user.id, dependencies.logger);
    await tell(args, managedMessage(report, reader), dependencies);
  };
}
