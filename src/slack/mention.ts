import type { WebClient } from '@slack/web-api';
import type { Paperboy } from '../compose.ts';
import { hasSubject } from '../search/concepts.ts';
import { isCourtesy } from './courtesy.ts';
import { type DigestDependencies, type DigestRequest, nameOf, replyToDigestRequest } from './digest-requests.ts';
import { type FollowUp, parseFollowUp } from './follow-up.ts';
import { readableText } from './message-text.ts';
import { noUnfurl } from './messages/message.ts';
import { notice } from './messages/notice.ts';
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
import { waitingForRateLimit } from './rate-limit.ts';
import { metadataOf, type PostedList, readThread, type ThreadLists } from './thread-lists.ts';

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
  readonly threadLists: ThreadLists;
}

/** Answers in the thread of the mention, or in a new one under it. */
export async function answerMention(mention: Mention, dependencies: MentionDependencies): Promise<void> {
  const { client, channel, isDirect } = mention;
  const { paperboy, command, threadLists, sleep } = dependencies;
  const thread = mention.thread ?? mention.ts;
  const context = { paperboy, command, audience: { kind: 'thread', thread, isDirect } } as const;
  const { message, posted } = await replyToMention(mention, context, dependencies);
  const metadata = posted && metadataOf(posted);
  await waitingForRateLimit(
    () =>
      client.chat.postMessage({ channel, thread_ts: thread, ...message, ...noUnfurl, ...(metadata && { metadata }) }),
    sleep,
  );
  if (posted !== undefined) threadLists.remember(channel, thread, posted);
}

/** The list that a follow-up is about: that of the thread; at the top of a direct message the last one there. */
async function listOf(
  { client, channel, isDirect, thread }: Mention,
  threadLists: ThreadLists,
): Promise<PostedList | undefined> {
  if (thread !== undefined) return threadLists.find(client, channel, thread);
  return isDirect ? threadLists.latest(channel) : undefined;
}

async function replyToMention(
  mention: Mention,
  context: ReplyContext,
  dependencies: MentionDependencies,
): Promise<Reply> {
  const { threadLists } = dependencies;
  const text = readableText(mention.text);
  if (isCourtesy(text)) return { message: notice('Happy to help. Ask me about any method, model or problem.') };
  const request = parsePapersRequest(text);
  if (isDigestRequest(request)) return replyAboutDigests(request, mention, dependencies);
  const isInThread = mention.thread !== undefined;
  // "help" and "today" are the same everywhere; an empty mention in a thread means the thread.
  if (request.kind !== 'question' && !(isInThread && text === '')) return replyTo(request, context);
  const followUp = isInThread || mention.isDirect ? parseFollowUp(text) : undefined;
  if (followUp !== undefined) return replyToFollowUp(followUp, await listOf(mention, threadLists), context);
  if (isInThread && isBare(text)) return replyToThread(mention, mention.thread, context);
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

/** "@paperboy", "@paperboy papers on this?": the question is the thread itself. */
function isBare(text: string): boolean {
  return !/[a-z]+:\S|"|\d{4}\./i.test(text) && !hasSubject(text);
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
  // What people said to the bot is about its lists, not about the subject.
  const isToBot = (text: string): boolean =>
    mention.botUserId !== undefined && text.includes(`<@${mention.botUserId}>`);
  const talk = messages.filter(
    ({ bot_id, ts, text = '' }) => bot_id === undefined && ts !== mention.ts && !isToBot(text),
  );
  const words = await context.paperboy.ask.condense(talk.map((message) => readableText(message.text ?? '')).join('\n'));
  if (words === '')
    return { message: notice('I could not tell what this thread is about. Mention me with a question.') };
  const lead = `From this thread I looked for: ${words.split(' ').join(', ')}`;
  return replyWithList({ kind: 'question', text: words }, context, { lead });
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
    return { message: notice('Say which: “more”, “tell me more about 2”, “similar to 2” or “bibtex 2”.') };
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
