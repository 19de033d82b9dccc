import { decodeFollowTarget, stateOf } from '../../button-state.ts';
import { callerOf } from '../../reach.ts';
import { stopFollowing } from '../../requests/answer-following.ts';
import { type ButtonDependencies, type PaperListener, tellPresser } from './paper-buttons.ts';

/** Stops following: what is followed is looked up with the team and the person who presses. */
export function createUnfollow(dependencies: ButtonDependencies): PaperListener {
  return async (args) => {
    await args.ack();
    const told = await stopFollowing(decodeFollowTarget(stateOf(args.payload)), callerOf(args), dependencies);
    await tellPresser(args, undefined, told, dependencies);
  };
}
