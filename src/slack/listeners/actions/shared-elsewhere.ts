import { sharedElsewhereMessage, sharedNowhereElse } from '../../messages/link-notices.ts';
import type { SharedElsewhere } from '../../requests/shared-elsewhere.ts';
import { askerOf, type OnPress, pressedPaper, tell } from './press.ts';

/** "Shared elsewhere?": where else people shared the paper, as far as the one who pressed may see it. */
export function createShowSharedElsewhere(elsewhere: SharedElsewhere): OnPress {
  return async (press, dependencies) => {
    const { id, thread } = pressedPaper(press);
    const places = await elsewhere.seenBy(press.client, askerOf(press), id);
    const told = places.length === 0 ? sharedNowhereElse : sharedElsewhereMessage(places);
    await tell(press, dependencies, told, { thread });
  };
}
