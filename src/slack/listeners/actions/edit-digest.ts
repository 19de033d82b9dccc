import { wishesFingerprint } from '../../../digests/subscription-words.ts';
import { problemsOf } from '../../../digests/wishes.ts';
import { openWindow } from '../../delivery/windows.ts';
import { subscriptionView } from '../../messages/subscription-view.ts';
import { callerOf } from '../../reach.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { gone } from '../../requests/stop-digest.ts';
import { previewOf } from '../../requests/window-preview.ts';
import { type DigestListener, pressedOf, tell } from './subscription-buttons.ts';

export function createEdit(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    const subscription = await pressedOf(args, dependencies);
    if (subscription === undefined) return tell(args, gone, dependencies);
    const { channel } = subscription;
    const state = {
      id: subscription.id,
      channel,
      openedOn: wishesFingerprint(subscription),
      isFromHome: args.body.view !== undefined,
    };
    const form = {
      ...{
        id: subscription.id,
        wishes: subscription,
        doubts: [],
        place: 'here',
        isInChannel: !channel.startsWith('D'),
      },
      problems: problemsOf(subscription, dependencies.now()),
    };
    const caller = callerOf(args);
    const metadata = dependencies.reach.seal(state, caller);
    const view = subscriptionView(form, await previewOf(dependencies, form, caller), metadata);
    await openWindow(args.client, args.body, view);
  };
}
