import { problemsOf } from '../../../digests/wishes.ts';
import { decodeUnderstood } from '../../button-state.ts';
import { wrongWishesMessage } from '../../messages/subscription-notices.ts';
import { openForm, setUpDigest } from '../../requests/set-up-digest.ts';
import { askerOf, isOnlyTheirs, type OnPress, pressedValue, tell } from './press.ts';

/** "Set up a digest", in answer to a mention. */
export const openDigestForm: OnPress = (press, dependencies) =>
  openForm(dependencies, askerOf(press), press.body, decodeUnderstood(pressedValue(press)));

/** Whoever was asked whether they mean it does. */
export const subscribeAnyway: OnPress = async (press, dependencies) => {
  const { client, body } = press;
  const asker = askerOf(press);
  const understood = decodeUnderstood(pressedValue(press));
  if (understood === undefined) return openForm(dependencies, asker, body);
  const problems = problemsOf(understood.wishes, dependencies.now());
  const message =
    problems.length > 0
      ? wrongWishesMessage(problems, dependencies.command)
      : (await setUpDigest(dependencies, asker, understood, () => true)).message;
  // Where nobody else reads it, the answer takes the place of the question.
  const replaces = asker.channel.startsWith('D') || isOnlyTheirs(press);
  await tell(press, dependencies, message, { replaces });
  if (body.view !== undefined) await dependencies.home.refresh(client, { team: asker.team, person: asker.user });
};
