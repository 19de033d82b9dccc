import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { findArxivIds } from '../../papers/arxiv-id.ts';
import { displayText } from '../../papers/display-text.ts';
import type { Paper } from '../../papers/paper.ts';
import { hasSubject } from '../../search/concepts.ts';
import { readThread } from '../conversation/read-thread.ts';
import { papersPerPage } from '../limits.ts';
import { type Message, notice, typed } from '../messages/message.ts';
import { notHeldMessage } from '../messages/not-held-message.ts';
import { type Reply, type ReplyContext, replyWithAnswer, replyWithList } from './answer-papers.ts';
import { heldPaper } from './held-paper.ts';
import { messageWords, type SaidMessage, wordsBesideLinks } from './message-words.ts';

/** What people talk about, in a thread or in one message, and the papers on it. */

/** Where a thread is asked about: `ts` is the message that asks. */
export interface ThreadPlace {
  readonly client: WebClient;
  readonly channel: string;
  readonly thread: string;
  readonly ts: string;
  readonly botUserId: string | undefined;
  readonly logger: Logger;
}

/** Papers named in a talk that are read for its subject. */
const maxNamedPapers = 5;

export interface Talk {
  /** Oldest first. */
  readonly messages: readonly SaidMessage[];
  readonly botUserId: string | undefined;
  /** What it is called in sentences. */
  readonly place: 'thread' | 'message';
}

function nothingToGoBy({ place }: Talk): Message {
  return place === 'thread'
    ? notice(
        'I could not tell what this thread is about. Mention me with a question, such as ',
        typed('attention sinks'),
        '.',
      )
    : notice('I could not tell what this message is about.');
}

async function papersNamed(ids: readonly string[], { paperboy }: ReplyContext): Promise<Paper[]> {
  const papers = await Promise.all(ids.slice(0, maxNamedPapers).map((id) => paperboy.ask.paper(id)));
  return papers.filter((paper) => paper !== undefined);
}

function aboutPaper({ id, title }: Paper, { place }: Talk, context: ReplyContext): Promise<Reply> {
  const lead = `This ${place} is about “${displayText(title)}”. That paper, and similar ones:`;
  return replyWithList({ kind: 'paper', id }, context, { lead });
}

/** Papers on what the talk is about; when that is one paper by its link alone, that one and those like it. */
export async function answerTalk(talk: Talk, context: ReplyContext): Promise<Reply> {
  const { messages, botUserId, place } = talk;
  const said = messages.map((message) => messageWords(message, botUserId));
  const [root] = messages;
  const [rootId, another] = findArxivIds(said[0] ?? '');
  const isOnlyLinks = root !== undefined && rootId !== undefined && !namesSubject(wordsBesideLinks(root));
  const looked = isOnlyLinks && another === undefined ? await heldPaper(rootId, context) : undefined;
  if (looked?.kind === 'found') return aboutPaper(looked.paper, talk, context);
  const named = await papersNamed(findArxivIds(said.join('\n')), context);
  const titles = named.map(({ title }) => displayText(title));
  // Of papers that are only linked the title tells most: Slack's previews hold all of their abstracts.
  const talked = [...(isOnlyLinks && titles.length > 0 ? [] : said), ...titles].join('\n');
  const { ask } = context.paperboy;
  const words = await ask.condense(talked);
  const [paper] = named;
  if (words === '') {
    if (looked !== undefined && rootId !== undefined) return { message: notHeldMessage(rootId, looked) };
    return paper === undefined ? { message: nothingToGoBy(talk) } : aboutPaper(paper, talk, context);
  }
  const missing = looked === undefined ? '' : `The library does not hold ${rootId}. `;
  const lead = `${missing}From this ${place} I looked for: ${words.split(' ').join(', ')}`;
  const whole = await ask.askTalk(talked, { limit: papersPerPage });
  if (whole.kind !== 'matches') return replyWithAnswer({ kind: 'question', text: words }, whole, context, { lead });
  // All of a talk finds better papers than its words do, and is too long to be asked again for the next page.
  const first = whole.matches.map(({ paper: { id } }) => id);
  return replyWithList({ kind: 'question', text: words, first }, context, { lead });
}

/** An id is written with words of its own: "arXiv:2402.17762 [cs.CL]". */
function namesSubject(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => findArxivIds(word).length === 0 && !/^\[[\w.-]+\]$/.test(word));
  return hasSubject(words.join(' '));
}

const unreadable = notice(
  'I may not read this channel’s messages, so I cannot tell what the thread is about. Mention me with a question.',
);

/** Papers on what people said in a thread, without what was said to the bot or by it. */
export async function answerThread(
  { client, channel, thread, ts, botUserId, logger }: ThreadPlace,
  context: ReplyContext,
): Promise<Reply> {
  const messages = await readThread(client, channel, thread, logger);
  if (messages === undefined) return { message: unreadable };
  const talk = messages.filter((message) => message.ts !== ts && !isOwnOrToBot(message, botUserId));
  return answerTalk({ messages: talk, botUserId, place: 'thread' }, context);
}

/** What was written to the bot is about its lists, and what it wrote itself is no talk. */
function isOwnOrToBot({ user, text = '' }: SaidMessage, botUserId: string | undefined): boolean {
  return botUserId !== undefined && (user === botUserId || text.includes(`<@${botUserId}>`));
}
