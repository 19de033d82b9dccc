import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { decodeSayState } from '../../button-state.ts';
import { callerOf } from '../../reach.ts';
import type { AnswerDependencies } from '../../requests/answer.ts';
import { answerOnePerson } from '../../requests/answer-one-person.ts';
import { mayChangeHome } from '../../requests/home.ts';
import { parsePapersRequest } from '../../requests/parse-request.ts';

/** A button that asks something as if whoever presses it had typed it behind the slash command: only they see the answer. */
export function createRunRequest(dependencies: AnswerDependencies) {
  return async (args: SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs): Promise<void> => {
    await args.ack();
    const { body, payload, client, respond } = args;
    const { say, thread } = decodeSayState(payload.value);
    const { team, user, channel = '' } = callerOf(args);
    const userName = body.user.name ?? body.user.username;
    const shownAt = (): string => payload.action_ts;
    const asked = { client, team, channel, user, userName, trigger: body, thread, respond, shownAt };
    const request = parsePapersRequest(say);
    await answerOnePerson(request, { ...asked, replaces: body.view !== undefined }, dependencies);
    if (body.view !== undefined && mayChangeHome(request))
      await dependencies.home.refresh(client, { team, person: user });
  };
}
