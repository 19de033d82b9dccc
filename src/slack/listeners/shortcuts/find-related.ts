import type { AllMiddlewareArgs, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Paperboy } from '../../../library/open-paperboy.ts';
import type { LookUp } from '../../../sources/look-up.ts';
import type { KnownLists } from '../../conversation/known-lists.ts';
import type { Sleep } from '../../delivery/rate-limit.ts';
import { tellPerson } from '../../delivery/tell-person.ts';
import { notice } from '../../messages/notice.ts';
import { callerOf } from '../../reach.ts';
import type { Reply } from '../../requests/answer-papers.ts';
import { answerTalk } from '../../requests/answer-talk.ts';
import type { SaidMessage } from '../../requests/message-words.ts';

/** As in manifest.json. */
export const findRelatedId = 'find_related';

export interface FindRelatedDependencies {
  readonly paperboy: Paperboy;
  readonly command: string;
  readonly lookUp: LookUp;
  readonly knownLists: KnownLists;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  readonly sleep: Sleep;
  readonly logger: Logger;
}

const ownMessage = notice(
  'That message is mine. Choose “Similar papers” in the menu beside a paper, or a message that somebody else wrote.',
);

/** "Find related papers" in the menu of a message: looks for what the message is about, for the one who asked. */
export function createFindRelated({ knownLists, sleep, now, logger, ...dependencies }: FindRelatedDependencies) {
  async function replyToMessage(message: SaidMessage, botUserId: string | undefined): Promise<Reply> {
    if (botUserId !== undefined && message.user === botUserId) return { message: ownMessage };
    const audience = { kind: 'one-person', canShare: true } as const;
    const replyContext = { ...dependencies, audience, now: now() };
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
