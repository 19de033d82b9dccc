import type { RunNow } from '../../../digests/digests.ts';
import { notice } from '../../messages/notice.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { gone, isPaused } from '../../requests/stop-digest.ts';
import { type DigestListener, pressedOf, tell } from './subscription-buttons.ts';

function runNowSentence({ planned, delivery }: RunNow): string {
  if (planned) return 'Today’s digest is on its way.';
  switch (delivery?.state) {
    case 'sent':
      return 'Today’s digest was posted already; there is one a day. Preview shows what the next one would hold.';
    case 'failed':
      return `Today’s digest may have been posted, so it is not posted again: ${delivery.reason ?? ''}`;
    default:
      return 'Today’s digest is on its way already.';
  }
}

export function createRunNow(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    const { digests } = dependencies.digests;
    const subscription = await pressedOf(args, dependencies);
    if (subscription === undefined) return tell(args, gone, dependencies);
    if (subscription.paused !== undefined) return tell(args, isPaused, dependencies);
    await tell(args, notice(runNowSentence(await digests.runNow(subscription))), dependencies);
  };
}
