import { notice } from '../../messages/notice.ts';
import { callerOf } from '../../reach.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { bringBack } from '../../requests/stop-digest.ts';
import { askerOf, type DigestListener, redraw, tell } from './subscription-buttons.ts';

const nothingToUndo = notice('There is nothing to undo: the digest is back already, or was stopped too long ago.');

export function createUndoStop(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    const stopped = await dependencies.reach.stopped(callerOf(args), args.payload.value);
    if (stopped === undefined) return tell(args, nothingToUndo, dependencies);
    await redraw(args, stopped, dependencies, await bringBack(dependencies, askerOf(args), stopped));
  };
}
