import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { gone } from '../../requests/stop-digest.ts';
import { askerOf, type DigestListener, pressedOf, redraw, tell } from './subscription-buttons.ts';

/** Pause and resume: done, and shown in the list with who did it. */
export function createChangeState(dependencies: DigestDependencies, deed: 'paused' | 'resumed'): DigestListener {
  return async (args) => {
    await args.ack();
    const { digests } = dependencies.digests;
    const { userName } = askerOf(args);
    const before = await pressedOf(args, dependencies);
    const after =
      before && (await (deed === 'paused' ? digests.pause(before, userName) : digests.resume(before, userName)));
    if (after === undefined) return tell(args, gone, dependencies);
    await redraw(args, after.subscription, dependencies);
  };
}
