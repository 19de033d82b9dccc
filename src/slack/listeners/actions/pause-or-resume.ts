import type { Deed } from '../../messages/subscription-notices.ts';
import { announceIfPossible, type DigestDependencies } from '../../requests/digest-deeds.ts';
import { askerOf, type DigestListener, gone, pressedOf, redraw, tell } from './subscription-buttons.ts';

/** Pause and resume: done, told in the channel, and shown in the list. */
export function createChangeState(
  dependencies: DigestDependencies,
  deed: Deed & ('paused' | 'resumed'),
): DigestListener {
  return async (args) => {
    await args.ack();
    const { digests } = dependencies.digests;
    const before = await pressedOf(args, dependencies);
    const after = before && (await (deed === 'paused' ? digests.pause(before) : digests.resume(before)));
    if (after === undefined) return tell(args, gone, dependencies);
    const { subscription, isNew } = after;
    const untold = isNew ? await announceIfPossible(dependencies, askerOf(args), subscription, deed) : undefined;
    await redraw(args, subscription, dependencies, untold);
  };
}
