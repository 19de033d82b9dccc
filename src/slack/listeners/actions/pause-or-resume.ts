import { gone } from '../../requests/stop-digest.ts';
import { askerOf, type OnPress, tell } from './press.ts';
import { pressedDigest, redraw } from './redraw.ts';

/** Done, and shown in the list with who did it. */
const switching =
  (deed: 'pause' | 'resume'): OnPress =>
  async (press, dependencies) => {
    const before = await pressedDigest(press, dependencies);
    const after = before && (await dependencies.digests.digests[deed](before, askerOf(press).userName));
    if (after === undefined) return tell(press, dependencies, gone);
    await redraw(press, dependencies, after.subscription);
  };

export const pauseDigest = switching('pause');
export const resumeDigest = switching('resume');
