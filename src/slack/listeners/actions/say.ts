import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { decodeSayState } from '../../button-state.ts';
import type { AnswerQuestions } from '../../delivery/answer-questions.ts';
import { callerOf } from '../../reach.ts';

/** A button that says something to the bot: answered as if whoever pressed it had written that, in the thread of the button. */
export function createSay({ answer }: Pick<AnswerQuestions, 'answer'>) {
  return async ({
    ack,
    body,
    payload,
    context,
  }: SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const { say: text, thread, before } = decodeSayState(payload.value);
    const channel = body.channel?.id ?? body.user.id;
    const message = body.message;
    const { botUserId } = context;
    const { team } = callerOf({ body, context });
    const ts = payload.action_ts;
    const isDirect = channel.startsWith('D');
    const placed = message?.['thread_ts'] ?? (isDirect ? undefined : message?.ts);
    await answer({
      question: {
        ...{ id: `${team} ${channel} ${ts}`, team, channel, ts, text, botUserId },
        user: body.user.id,
        isDirect,
        thread: thread ?? placed,
      },
      kept: undefined,
      before,
    });
  };
}
