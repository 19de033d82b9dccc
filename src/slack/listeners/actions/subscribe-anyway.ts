import { problemsOf } from '../../../digests/wishes.ts';
import { decodeUnderstood } from '../../button-state.ts';
import { wrongWishesMessage } from '../../messages/subscription-notices.ts';
import { callerOf } from '../../reach.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { openForm, setUpDigest } from '../../requests/set-up-digest.ts';
import { askerOf, type DigestListener, tell } from './subscription-buttons.ts';

/** Whoever was asked whether they mean it does. */
export function createSubscribeAnyway(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    const understood = decodeUnderstood(args.payload.value);
    if (understood === undefined) return openForm(dependencies, askerOf(args), args.body);
    const problems = problemsOf(understood.wishes, dependencies.now());
    const message =
      problems.length > 0
        ? wrongWishesMessage(problems, dependencies.command)
        : (await setUpDigest(dependencies, askerOf(args), understood, () => true)).message;
    const { client, body } = args;
    // Where nobody else reads it, the answer takes the place of the question.
    const isDirect = body.channel?.id.startsWith('D') === true;
    const isAlone = isDirect || body.container['is_ephemeral'] === true || body.view !== undefined;
    await tell(args, message, dependencies, isAlone);
    const { team, user: person } = callerOf(args);
    if (body.view !== undefined) await dependencies.home.refresh(client, { team, person });
  };
}
