import { wishesFingerprint } from '../../../digests/subscription-words.ts';
import { problemsOf } from '../../../digests/wishes.ts';
import { openWindow } from '../../delivery/windows.ts';
import { subscriptionView } from '../../messages/subscription-view.ts';
import { callerOf } from '../../reach.ts';
import { previewOf } from '../../requests/previews.ts';
import { onDigest } from './redraw.ts';

export const editDigest = onDigest(async (press, dependencies, subscription) => {
  const { id, channel } = subscription;
  const isFromHome = press.body.view !== undefined;
  const state = { id, channel, openedOn: wishesFingerprint(subscription), isFromHome };
  const form = {
    ...{ id, wishes: subscription, doubts: [], place: 'here', isInChannel: !channel.startsWith('D') },
    problems: problemsOf(subscription, dependencies.now()),
  };
  const caller = callerOf(press);
  const metadata = dependencies.reach.seal(state, caller);
  const view = subscriptionView(form, await previewOf(dependencies, form, caller), metadata);
  await openWindow(press.client, press.body, view);
});
