import { decodeUnderstood } from '../../button-state.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { openForm } from '../../requests/set-up-digest.ts';
import { askerOf, type DigestListener } from './subscription-buttons.ts';

/** "Set up a digest", in answer to a mention. */
export function createOpenForm(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    await openForm(dependencies, askerOf(args), args.body, decodeUnderstood(args.payload.value));
  };
}
