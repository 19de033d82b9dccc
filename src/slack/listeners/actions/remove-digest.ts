import { callerOf } from '../../reach.ts';
import { type DigestDependencies, removeDamaged, removeSubscription } from '../../requests/digest-deeds.ts';
import { askerOf, type DigestListener, gone, pressedOf, redraw, tell } from './subscription-buttons.ts';

export function createRemove(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    const subscription = await pressedOf(args, dependencies);
    const damaged = subscription ?? (await dependencies.reach.damaged(callerOf(args), args.payload.value));
    if (damaged === undefined) return tell(args, gone, dependencies);
    const untold =
      subscription === undefined
        ? await removeDamaged(dependencies, askerOf(args), damaged)
        : (await removeSubscription(dependencies, askerOf(args), subscription)).untold;
    await redraw(args, damaged, dependencies, untold);
  };
}
