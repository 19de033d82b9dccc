import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { decodeSayState } from './button-state.ts';
import { answerMention, type MentionDependencies } from './mention.ts';

/** A button that says something to the bot: answered as if whoever pressed it had written that, in the thread of the button. */
export function createSay(dependencies: MentionDependencies) {
  return async ({
    ack,
    body,
    client,
    payload,
    context: { botUserId },
  }: SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const { say: text, thread, before } = decodeSayState(payload.value);
    const channel = body.channel?.id ?? body.user.id;
    const message = body.message;
    await answerMention(
      {
        ...{ client, channel, text, botUserId, before },
        team: body.team?.id ?? '',
        user: body.user.id,
        isDirect: channel.startsWith('D'),
        ts: payload.action_ts,
        thread: thread ?? message?.['thread_ts'] ?? message?.ts,
      },
      dependencies,
    );
  };
}
