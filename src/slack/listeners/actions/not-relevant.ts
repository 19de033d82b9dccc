import { wishesFingerprint } from '../../../digests/subscription-words.ts';
import { openWindow } from '../../delivery/windows.ts';
import { notice } from '../../messages/message.ts';
import { notRelevantView } from '../../messages/not-relevant-view.ts';
import { callerOf } from '../../reach.ts';
import { type OnPress, pressedPaper, tell } from './press.ts';

export const gone = notice('That digest was removed, or the library no longer holds the paper.');

/** "Not relevant": opens the window with what could rule out others like the paper. */
export const openNotRelevant: OnPress = async (press, dependencies) => {
  const { paperboy, digests, reach } = dependencies;
  const caller = callerOf(press);
  const { id: paperId, subscription: subscriptionId, thread } = pressedPaper(press);
  const subscription = await reach.subscription(caller, subscriptionId);
  const paper = await paperboy.ask.paper(paperId);
  if (subscription === undefined || paper === undefined) return tell(press, dependencies, gone, { thread });
  const leftOut = await digests.wouldLeaveOut(subscription, paper);
  const { id, channel } = subscription;
  const metadata = reach.seal({ id, channel, openedOn: wishesFingerprint(subscription) }, caller);
  await openWindow(press.client, press.body, notRelevantView({ subscription, paper, leftOut, metadata }));
};
