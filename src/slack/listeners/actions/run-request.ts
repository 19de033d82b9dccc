import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { decodeSayState } from '../../button-state.ts';
import { tellPerson } from '../../delivery/tell-person.ts';
import { callerOf } from '../../reach.ts';
import { type AnswerDependencies, answerRequest } from '../../requests/answer.ts';
import { parsePapersRequest } from '../../requests/parse-request.ts';

/** A button that asks something as if whoever presses it had typed it behind the slash command: only they see the answer. */
export function createRunRequest(dependencies: AnswerDependencies) {
  const { knownLists, sleep, logger } = dependencies;
  return async (args: SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs): Promise<void> => {
    await args.ack();
    const { body, payload, client, respond } = args;
    const { say, thread } = decodeSayState(payload.value);
    const { team, user, channel = '' } = callerOf(args);
    const audience = { kind: 'one-person', canShare: true, thread } as const;
    const userName = body.user.name ?? body.user.username;
    const asked = { client, team, channel, user, userName, triggerId: body.trigger_id, audience };
    const reply = await answerRequest(parsePapersRequest(say), asked, dependencies);
    if (reply === undefined) return;
    const { message, posted } = reply;
    await tellPerson({ client, respond, channel: body.channel?.id, user, thread, sleep, logger }, message);
    if (posted !== undefined && channel !== '')
      knownLists.remember({ channel, thread, user, ts: payload.action_ts, posted });
  };
}
