import type { AllMiddlewareArgs, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { tellPerson } from '../../delivery/tell-person.ts';
import type { Dependencies } from '../../dependencies.ts';
import { notice } from '../../messages/message.ts';
import { callerOf } from '../../reach.ts';
import type { Reply } from '../../requests/answer-papers.ts';
import { answerTalk } from '../../requests/answer-talk.ts';
import type { SaidMessage } from '../../requests/message-words.ts';

/** As in manifest.json. */
export const findRelatedId = 'find_related';

const ownMessage = notice(
  'That message is mine. Choose “Similar papers” in the menu beside a paper, or a message that somebody else wrote.',
);

/** "Find related papers" in the menu of a message: looks for what the message is about, for the one who asked. */
export function createFindRelated({ paperboy, command, lookUp, knownLists, sleep, now, logger }: Dependencies) {
  async function replyToMessage(message: SaidMessage, botUserId: string | undefined): Promise<Reply> {
    if (botUserId !== undefined && message.user === botUserId) return { message: ownMessage };
    const audience = { kind: 'one-person', canShare: true } as const;
    const replyContext = { paperboy, command, lookUp, audience, now: now() };
    return answerTalk({ messages: [message], botUserId, place: 'message' }, replyContext);
  }

  return async ({
    ack,
    shortcut,
    client,
    respond,
    context,
  }: SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const { message, posted } = await replyToMessage(shortcut.message, context.botUserId);
    const place = { channel: shortcut.channel.id, user: shortcut.user.id };
    await tellPerson({ client, respond, ...place, sleep, logger }, message);
    if (posted === undefined) return;
    const { team } = callerOf({ body: shortcut, context });
    knownLists.remember({ ...place, team, thread: undefined, ts: shortcut.action_ts, posted });
  };
}
