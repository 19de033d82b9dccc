import { notice } from '../../messages/message.ts';
import { callerOf } from '../../reach.ts';
import { bringBack, gone, removeDamaged, stopDigest } from '../../requests/stop-digest.ts';
import { askerOf, type OnPress, pressedValue, tell } from './press.ts';
import { pressedDigest, redraw } from './redraw.ts';

/** "Stop", in the list, under a post and where a command asks. */
export const removeDigest: OnPress = async (press, dependencies) => {
  const subscription = await pressedDigest(press, dependencies);
  if (subscription !== undefined) {
    const told = await stopDigest(dependencies, askerOf(press), subscription);
    return redraw(press, dependencies, subscription, told);
  }
  const damaged = await dependencies.reach.damaged(callerOf(press), pressedValue(press));
  if (damaged === undefined) return tell(press, dependencies, gone);
  await redraw(press, dependencies, damaged, await removeDamaged(dependencies, askerOf(press), damaged));
};

const nothingToUndo = notice('There is nothing to undo: the digest is back already, or was stopped too long ago.');

export const restoreDigest: OnPress = async (press, dependencies) => {
  const stopped = await dependencies.reach.stopped(callerOf(press), pressedValue(press));
  if (stopped === undefined) return tell(press, dependencies, nothingToUndo);
  await redraw(press, dependencies, stopped, await bringBack(dependencies, askerOf(press), stopped));
};
