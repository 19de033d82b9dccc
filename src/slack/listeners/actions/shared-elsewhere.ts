import { decodePaperState, stateOf } from '../../button-state.ts';
import { sharedElsewhereMessage, sharedNowhereElse } from '../../messages/link-notices.ts';
import { callerOf } from '../../reach.ts';
import { createSharedElsewhere } from '../../requests/shared-elsewhere.ts';
import { type ButtonDependencies, type PaperListener, tellPresser } from './paper-buttons.ts';

/** "Shared elsewhere?": where else people shared the paper, as far as the one who pressed may see it. */
export function createShowSharedElsewhere(dependencies: ButtonDependencies): PaperListener {
  const { reading, logger, sleep } = dependencies;
  const elsewhere = createSharedElsewhere({ links: reading.links, logger, sleep });
  return async (args) => {
    await args.ack();
    const { id, thread } = decodePaperState(stateOf(args.payload));
    const { team, user, channel = '' } = callerOf(args);
    const places = await elsewhere.seenBy(args.client, { team, user, channel }, id);
    const told = places.length === 0 ? sharedNowhereElse : sharedElsewhereMessage(places);
    await tellPresser(args, thread, told, dependencies);
  };
}
