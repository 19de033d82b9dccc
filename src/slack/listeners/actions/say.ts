import { decodeSayState } from '../../button-state.ts';
import type { AnswerQuestions } from '../../delivery/answer-questions.ts';
import { callerOf } from '../../reach.ts';
import { type OnPress, pressedValue } from './press.ts';

/** A button that says something to the bot: answered as if whoever pressed it had written that, in the thread of the button. */
export function createSay({ answer }: Pick<AnswerQuestions, 'answer'>): OnPress {
  return async (press) => {
    const { body, payload, context } = press;
    const { message } = body;
    const { say: text, thread, before } = decodeSayState(pressedValue(press));
    const channel = body.channel?.id ?? body.user.id;
    const { team, user } = callerOf(press);
    const ts = payload.action_ts;
    const isDirect = channel.startsWith('D');
    const placed = message?.['thread_ts'] ?? (isDirect ? undefined : message?.ts);
    const question = {
      ...{ id: `${team} ${channel} ${ts}`, team, channel, ts, text, user, isDirect },
      ...{ botUserId: context.botUserId, thread: thread ?? placed },
    };
    await answer({ question, kept: undefined, before });
  };
}
