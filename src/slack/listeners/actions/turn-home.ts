import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { callerOf } from '../../reach.ts';
import { type Home, pageIn } from '../../requests/home.ts';

/** Other digests in App Home. */
export function createTurnHome({ home }: { readonly home: Home }) {
  return async (args: SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs): Promise<void> => {
    await args.ack();
    const { team, user: person } = callerOf(args);
    await home.publish(args.client, { team, person }, { page: pageIn(args.payload.value) });
  };
}
