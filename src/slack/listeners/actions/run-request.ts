import { decodeSayState } from '../../button-state.ts';
import { answerOnePerson } from '../../requests/answer-one-person.ts';
import { mayChangeHome } from '../../requests/home.ts';
import { parseTyped } from '../../requests/parse-request.ts';
import { askerOf, type OnPress, pressedValue } from './press.ts';

/** A button that asks something as if whoever presses it had typed it behind the slash command: only they see the answer. */
export const runRequest: OnPress = async (press, dependencies) => {
  const { body, payload, client, respond } = press;
  const { say, thread, before } = decodeSayState(pressedValue(press));
  const { team, user, channel } = askerOf(press);
  const userName = body.user.name ?? body.user.username;
  const shownAt = (): string => payload.action_ts;
  const asked = { client, team, channel, user, userName, trigger: body, thread, before, respond, shownAt };
  const request = parseTyped(say, dependencies);
  await answerOnePerson(request, { ...asked, replaces: body.view !== undefined }, dependencies);
  if (body.view !== undefined && mayChangeHome(request))
    await dependencies.home.refresh(client, { team, person: user });
};
