import type { WebClient } from '@slack/web-api';
import type { Paperboy } from '../compose.ts';
import type { LookUp } from '../sources/look-up.ts';
import { courtesyOf } from './courtesy.ts';
import { type DigestDependencies, type DigestRequest, nameOf, replyToDigestRequest } from './digest-requests.ts';
import { type FollowUp, parseFollowUp } from './follow-up.ts';
import { readableText } from './message-text.ts';
import { notice, typed } from './messages/notice.ts';
import { bibtexMessage, paperDetailsMessage } from './messages/paper-details.ts';
import { formButtonMessage } from './messages/subscription-notices.ts';
import {
  isDigestRequest,
  parsePapersRequest,
  type Reply,
  type ReplyContext,
  replyTo,
  replyWithList,
} from './papers-request.ts';
import { reactToThanks } from './react.ts';
import { bareWords, requestText } from './request-words.ts';
import { type PostedList, readThread, type ThreadLists } from './thread-lists.ts';
import { asksForSimilar, isBare, isOwnOrToBot, replyToTalk } from './thread-talk.ts';

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
}

export interface MentionDependencies extends DigestDependencies {
  readonly paperboy: Paperboy;
  readonly lookUp: LookUp;
  readonly threadLists: ThreadLists;
}

/** The list that a follow-up is about: that of the thread; at the top of a direct message the last one there. */
async function listOf(
  { client, channel, isDirect, thread }: Mention,
  threadLists: ThreadLists,
): Promise<PostedList | undefined> {
  if (thread !== undefined) return threadLists.find(client, channel, thread);
  return isDirect ? threadLists.latest(channel) : undefined;
}

/** What the bot says, in the thread of the mention or in a new one under it; undefined when a reaction has said it. */
export async function replyToMention(mention: Mention, dependencies: MentionDependencies): Promise<Reply | undefined> {
  const { client, isDirect, ts, thread = ts } = mention;
  const { paperboy, lookUp, command, threadLists, sleep } = dependencies;
  if (courtesyOf(mention.text) === 'thanks' && (await reactToThanks(client, mention, sleep))) return undefined;
  const context: ReplyContext = { paperboy, lookUp, command, audience: { kind: 'thread', thread, isDirect } };
  const text = requestText(readableText(mention.text), dependencies.command);
  const bare = bareWords(text);
  if (courtesyOf(mention.text) !== undefined)
    return { message: notice('Happy to help. Ask me about any method, model or problem.') };
  const request = parsePapersRequest(text);
  if (isDigestRequest(request)) return replyAboutDigests(request, mention, dependencies);
  const isInThread = mention.thread !== undefined;
  // "help" and "today" are the same everywhere; an empty mention in a thread means the thread.
  if (request.kind !== 'question' && !(isInThread && bare === '')) return replyTo(request, context);
  const followUp = isInThread || mention.isDirect ? parseFollowUp(bare) : undefined;
  const isForSimilar = isInThread && asksForSimilar(bare);
  if (followUp !== undefined) {
    const posted = await listOf(mention, threadLists);
    if (posted !== undefined || !isForSimilar) return replyToFollowUp(followUp, posted, context);
  }
  if (isForSimilar || (isInThread && isBare(text))) return replyToThread(mention, mention.thread, context);
  return replyTo({ kind: 'question', text }, context);
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

async function replyToFollowUp(
  followUp: FollowUp,
  posted: PostedList | undefined,
  context: ReplyContext,
): Promise<Reply> {
  if (posted === undefined) {
    return { message: notice('There is no list of mine in this thread to go on with. Ask me a question first.') };
  }
  if (followUp.kind === 'more') return replyWithList(posted.list, context, { before: posted.ids });
  if (followUp.kind === 'unclear') {
    const ways = [
      typed('more'),
      ', ',
      typed('tell me more about 2'),
      ', ',
      typed('similar to 2'),
      ' or ',
      typed('bibtex 2'),
    ];
    return { message: notice('Say which: ', ...ways, '.') };
  }
  const id = posted.ids[followUp.rank - 1];
  if (id === undefined) {
    return { message: notice(`The list above has papers 1 to ${posted.ids.length}; there is no ${followUp.rank}.`) };
  }
  const paper = await context.paperboy.ask.paper(id);
  if (paper === undefined) return { message: notice('The library no longer holds that paper.') };
  switch (followUp.kind) {
    case 'details':
      return { message: paperDetailsMessage(paper) };
    case 'bibtex':
      return { message: bibtexMessage(paper) };
    case 'similar':
      return replyWithList({ kind: 'similar', id }, context);
    default:
      return followUp satisfies never;
  }
}
