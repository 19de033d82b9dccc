import type {
  AllMiddlewareArgs,
  BlockButtonAction,
  BlockStaticSelectAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import { wishesFingerprint } from '../../../digests/subscription-words.ts';
import type { Paperboy } from '../../../library/open-paperboy.ts';
import { decodePaperState, stateOf } from '../../button-state.ts';
import { tellPerson } from '../../delivery/tell-person.ts';
import { openWindow } from '../../delivery/windows.ts';
import { notRelevantView } from '../../messages/not-relevant-view.ts';
import { notice } from '../../messages/notice.ts';
import { callerOf } from '../../reach.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';

export interface NotRelevantDependencies extends DigestDependencies {
  readonly paperboy: Paperboy;
}

type PickArgs = SlackActionMiddlewareArgs<BlockButtonAction | BlockStaticSelectAction> & AllMiddlewareArgs;

export const gone = notice('That digest was removed, or the library no longer holds the paper.');

/** "Not relevant": opens the window with what could rule out others like the paper. */
export function createNotRelevant({ paperboy, digests, reach, sleep, logger }: NotRelevantDependencies) {
  return async ({ ack, body, payload, client, respond, context }: PickArgs): Promise<void> => {
    await ack();
    const caller = callerOf({ body, context });
    const { id, subscription: subscriptionId, thread } = decodePaperState(stateOf(payload));
    const subscription = await reach.subscription(caller, subscriptionId);
    const paper = await paperboy.ask.paper(id);
    if (subscription === undefined || paper === undefined) {
      const place = { channel: body.channel?.id, user: body.user.id, thread };
      return tellPerson({ client, respond, ...place, sleep, logger }, gone);
    }
    const leftOut = await digests.wouldLeaveOut(subscription, paper);
    const { channel } = subscription;
    const state = { id: subscription.id, channel, openedOn: wishesFingerprint(subscription) };
    const view = notRelevantView({ subscription, paper, leftOut, metadata: reach.seal(state, caller) });
    await openWindow(client, body, view);
  };
}
