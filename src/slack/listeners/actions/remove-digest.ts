import { type DigestDependencies, removeSubscription } from '../../requests/digest-deeds.ts';
import { askerOf, type DigestListener, gone, pressedOf, redraw, tell } from './subscription-buttons.ts';

export function createRemove(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    const subscription = await pressedOf(args, dependencies);
    if (subscription === undefined) return tell(args, gone, dependencies);
    await removeSubscription(dependencies, askerOf(args), subscription);
    await redraw(args, subscription, dependencies);
  };
}
