import type { WebClient } from '@slack/web-api';
import type { Paperboy } from '../../library/open-paperboy.ts';
import type { LookUp } from '../../sources/look-up.ts';
import type { ThreadLists } from '../conversation/known-lists.ts';
import { readThread } from '../conversation/read-thread.ts';
import { reactToThanks } from '../delivery/react.ts';
import { notice } from '../messages/notice.ts';
import { formButtonMessage } from '../messages/subscription-notices.ts';
import { replyToFollowUp } from './answer-follow-up.ts';
import { asksForSimilar, isBare, isOwnOrToBot, replyToTalk } from './answer-talk.ts';
import { courtesyOf } from './courtesy.ts';
import { type DigestDependencies, type DigestRequest, nameOf, replyToDigestRequest } from './digest-requests.ts';
import { parseFollowUp } from './follow-up.ts';
import { readableText } from './message-text.ts';
import { isDigestRequest, parsePapersRequest, type Reply, type ReplyContext, replyTo } from './papers-request.ts';
import { bareWords, requestText } from './request-words.ts';

/** What somebody said to the bot, in a channel, a thread or a direct message. */
export interface Mention {
  readonly client: WebClient;
  readonly channel: string;
  /** A direct message, where no mention is needed. */
  readonly isDirect: boolean;
  readonly ts: string;
  /** The thread it stands in; undefined when it is not in one. */
  readonly thread: string | undefined;
  /** As Slack sent it. */
  readonly text: string;
  readonly botUserId: string | undefined;
  readonly team: string;
  readonly user: string;
  /** A follow-up is about a list posted before this `ts`; by default before the mention. */
  readonly before?: string | undefined;
}

export interface MentionDependencies extends DigestDependencies {
  readonly paperboy: Paperboy;
  readonly lookUp: LookUp;
  readonly threadLists: ThreadLists;
}

/** What the bot says, in the thread of the mention or in a new one under it; undefined when a reaction has said it. */
export async function replyToMention(mention: Mention, dependencies: MentionDependencies): Promise<Reply | undefined> {
  const { client, isDirect, ts: asked } = mention;
  const { paperboy, lookUp, command, threadLists, sleep } = dependencies;
  if (courtesyOf(mention.text) === 'thanks' && (await reactToThanks(client, mention, sleep))) return undefined;
  const audience = { kind: 'thread', thread: mention.thread ?? asked, isDirect } as const;
  const context: ReplyContext = { paperboy, lookUp, command, audience };
  const text = requestText(readableText(mention.text), dependencies.command);
  const bare = bareWords(text);
  if (courtesyOf(mention.text) !== undefined)
    return { message: notice('Happy to help. Ask me about any method, model or problem.') };
  const request = parsePapersRequest(text);
  if (isDigestRequest(request)) return replyAboutDigests(request, mention, dependencies);
  const isInThread = mention.thread !== undefined;
  // "help" and "today" are the same everywhere; an empty mention in a thread means the thread, "bibtex" the
  // paper that was spoken of.
  const isBareWord = request.kind === 'no-id' && request.given === '';
  if (request.kind !== 'question' && !isBareWord && !(isInThread && bare === '')) return replyTo(request, context);
  const followUp = parseFollowUp(bare);
  if (followUp !== undefined) {
    const { ts, thread, before = ts } = mention;
    const lookup = await threadLists.find({ ...mention, before });
    const reply = await replyToFollowUp({ followUp, text: bare, thread, lookup }, context);
    if (reply !== undefined) return reply;
  }
  const isForSimilar = isInThread && asksForSimilar(bare);
  if (isForSimilar || (isInThread && isBare(text))) return replyToThread(mention, mention.thread, context);
  return replyTo(request.kind === 'no-id' ? request : { kind: 'question', text }, context);
}

async function replyAboutDigests(
  request: DigestRequest,
  { client, team, channel, user }: Mention,
  dependencies: MentionDependencies,
): Promise<Reply> {
  const userName = await nameOf(client, user, dependencies.logger);
  const message = await replyToDigestRequest(request, dependencies, { client, team, channel, user, userName });
  return { message: message ?? formButtonMessage() };
}

async function replyToThread(mention: Mention, thread: string, context: ReplyContext): Promise<Reply> {
  const messages = await readThread(mention.client, mention.channel, thread);
  if (messages === undefined) {
    return {
      message: notice(
        'I may not read this channel’s messages, so I cannot tell what the thread is about. Mention me with a question.',
      ),
    };
  }
  const { botUserId, ts } = mention;
  const talk = messages.filter((message) => message.ts !== ts && !isOwnOrToBot(message, botUserId));
  return replyToTalk({ messages: talk, botUserId, place: 'thread' }, context);
}
