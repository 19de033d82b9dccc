import { decodeFollowTarget } from '../../button-state.ts';
import { notFollowed, unfollowedMessage } from '../../messages/follow-messages.ts';
import { callerOf } from '../../reach.ts';
import { type OnPress, pressedValue, tell } from './press.ts';

/** Stops following: what is followed is looked up with the team and the person who presses. */
export const stopFollowing: OnPress = async (press, dependencies) => {
  const { team, user: person } = callerOf(press);
  const stopped = await dependencies.reading.follows.stop({ team, person }, decodeFollowTarget(pressedValue(press)));
  await tell(press, dependencies, stopped === undefined ? notFollowed : unfollowedMessage(stopped));
};
