import { callerOf } from '../../reach.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { gone, removeDamaged, stopDigest } from '../../requests/stop-digest.ts';
import { askerOf, type DigestListener, pressedOf, redraw, tell } from './subscription-buttons.ts';

/** "Stop", in the list, under a post and where a command asks. */
export function createRemove(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    const subscription = await pressedOf(args, dependencies);
    if (subscription !== undefined) {
      const told = await stopDigest(dependencies, askerOf(args), subscription);
      return redraw(args, subscription, dependencies, told);
    }
    const damaged = await dependencies.reach.damaged(callerOf(args), args.payload.value);
    if (damaged === undefined) return tell(args, gone, dependencies);
    await redraw(args, damaged, dependencies, await removeDamaged(dependencies, askerOf(args), damaged));
  };
}
