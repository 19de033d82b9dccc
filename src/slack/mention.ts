import type { WebClient } from '@slack/web-api';
import type { Paperboy } from '../compose.ts';
import { hasSubject } from '../search/concepts.ts';
import { type FollowUp, parseFollowUp } from './follow-up.ts';
import { papersPerPage } from './limits.ts';
import { proseOf, readableText } from './message-text.ts';
import { answerMessage } from './messages/answer-message.ts';
import { helpMessage } from './messages/help-message.ts';
import { type Message, noUnfurl } from './messages/message.ts';
import { notice } from './messages/notice.ts';
import { bibtexMessage, paperDetailsMessage } from './messages/paper-details.ts';
import { askFor, type PaperList } from './paper-list.ts';
import { listForQuestion } from './question-list.ts';
import { type Sleep, waitingForRateLimit } from './rate-limit.ts';
import { metadataOf, type PostedList, readThread, type ThreadLists } from './thread-lists.ts';

/** What somebody said to the bot, in a channel, a thread or a direct message. */
export interface Mention {
  readonly client: WebClient;
  readonly channel: string;
  readonly ts: string;
  /** The thread it stands in; undefined when it is not in one. */
  readonly thread: string | undefined;
  /** As Slack sent it. */
  readonly text: string;
}

export interface MentionDependencies {
  readonly paperboy: Paperboy;
  readonly command: string;
  readonly threadLists: ThreadLists;
  readonly sleep: Sleep;
}

/** What to post, and the list it holds, if any, for follow-ups. */
interface Reply {
  readonly message: Message;
  readonly posted?: PostedList;
}

/** Answers in the thread of the mention, or in a new one under it. */
export async function answerMention(mention: Mention, dependencies: MentionDependencies): Promise<void> {
  const { client, channel } = mention;
  const thread = mention.thread ?? mention.ts;
  const { message, posted } = await replyTo(mention, dependencies);
  const metadata = posted && metadataOf(posted);
  await waitingForRateLimit(
    () =>
      client.chat.postMessage({ channel, thread_ts: thread, ...message, ...noUnfurl, ...(metadata && { metadata }) }),
    dependencies.sleep,
  );
  if (posted !== undefined) dependencies.threadLists.remember(channel, thread, posted);
}

async function replyTo(mention: Mention, dependencies: MentionDependencies): Promise<Reply> {
  const { paperboy, command, threadLists } = dependencies;
  const text = readableText(mention.text);
  if (mention.thread !== undefined) {
    const followUp = parseFollowUp(text);
    const posted = followUp && (await threadLists.find(mention.client, mention.channel, mention.thread));
    if (followUp !== undefined && posted !== undefined)
      return replyToFollowUp(followUp, posted, mention.thread, dependencies);
    if (followUp !== undefined)
      return { message: notice('There is no list of mine in this thread to go on with. Ask me a question first.') };
    if (isBare(text)) return replyToThread(mention, mention.thread, dependencies);
  }
  if (text === '') return { message: helpMessage({ command, problems: [] }) };
  return replyWithList(listForQuestion(paperboy.ask, text), mention.thread ?? mention.ts, dependencies, {});
}

/** "@paperboy", "@paperboy papers on this?": the question is the thread itself. */
function isBare(text: string): boolean {
  return !/^\s*(?:help|\?)\s*$/i.test(text) && !/[a-z]+:\S|"|\d{4}\./i.test(text) && !hasSubject(text);
}

async function replyToThread(mention: Mention, thread: string, dependencies: MentionDependencies): Promise<Reply> {
  const messages = await readThread(mention.client, mention.channel, thread);
  if (messages === undefined) {
    return {
      message: notice(
        'I may not read this channel’s messages, so I cannot tell what the thread is about. Mention me with a question.',
      ),
    };
  }
  const people = messages.filter((message) => message.bot_id === undefined && message.ts !== mention.ts);
  const words = dependencies.paperboy.ask.condense(people.map((message) => proseOf(message.text ?? '')).join('\n'));
  if (words === '')
    return { message: notice('I could not tell what this thread is about. Mention me with a question.') };
  const lead = `From this thread I looked for: ${words.split(' ').join(', ')}`;
  return replyWithList({ kind: 'question', text: words }, thread, dependencies, { lead });
}

interface ListOptions {
  readonly lead?: string;
  /** What of the list stands in the thread already. */
  readonly before?: PostedList;
}

function replyWithList(
  list: PaperList,
  thread: string,
  { paperboy, command }: MentionDependencies,
  { lead, before }: ListOptions,
): Reply {
  const offset = before?.ids.length ?? 0;
  const answer = askFor(paperboy.ask, list, { offset, limit: papersPerPage });
  if (answer === undefined) return { message: notice('The library no longer holds that paper.') };
  if (answer.kind === 'matches' && answer.matches.length === 0)
    return { message: notice('That was all: there are no more papers on this.') };
  const message = answerMessage(answer, {
    list,
    command,
    audience: { kind: 'thread', thread },
    ...(lead !== undefined && { lead }),
  });
  if (answer.kind !== 'matches') return { message };
  return { message, posted: { list, ids: [...(before?.ids ?? []), ...answer.matches.map((match) => match.paper.id)] } };
}

function replyToFollowUp(
  followUp: FollowUp,
  posted: PostedList,
  thread: string,
  dependencies: MentionDependencies,
): Reply {
  if (followUp.kind === 'more') return replyWithList(posted.list, thread, dependencies, { before: posted });
  const id = posted.ids[followUp.rank - 1];
  if (id === undefined) {
    return { message: notice(`The list above has papers 1 to ${posted.ids.length}; there is no ${followUp.rank}.`) };
  }
  const paper = dependencies.paperboy.library.get(id);
  if (paper === undefined) return { message: notice('The library no longer holds that paper.') };
  switch (followUp.kind) {
    case 'details':
      return { message: paperDetailsMessage(paper) };
    case 'bibtex':
      return { message: bibtexMessage(paper) };
    case 'similar':
      return replyWithList({ kind: 'similar', id }, thread, dependencies, {});
    default:
      return followUp satisfies never;
  }
}
