import { findArxivIds } from '../../papers/arxiv-id.ts';
import { displayText } from '../../papers/display-text.ts';
import type { Paper } from '../../papers/paper.ts';
import { hasSubject } from '../../search/concepts.ts';
import type { Message } from '../messages/message.ts';
import { notHeldMessage } from '../messages/not-held-message.ts';
import { notice, typed } from '../messages/notice.ts';
import { messageWords, type SaidMessage, wordsBesideLinks } from './message-words.ts';
import { heldPaper, type Reply, type ReplyContext, replyWithList } from './papers-request.ts';

/** What people talk about, in a thread or in one message, and the papers on it. */

/** Papers named in a talk that are read for its subject. */
const maxNamedPapers = 5;

export interface Talk {
  /** Oldest first. */
  readonly messages: readonly SaidMessage[];
  readonly botUserId: string | undefined;
  /** What it is called in sentences. */
  readonly place: 'thread' | 'message';
}

/** "@paperboy", "@paperboy papers on this?": the question is the thread itself. */
export function isBare(text: string): boolean {
  return !/[a-z]+:\S|"|\d{4}\./i.test(text) && !hasSubject(text);
}

const similarToThis =
  /^(?:(?:any|some|more|other|find|show|get|give|me|us|a|an|the|is|are|there|papers?|work|works|stuff|research|literature|articles?|anything|something|similar|related|like|to|on|this|that|it|one|paper|thread|here|please)(?:[\s,.!?]+|$))+$/i;

/** "similar papers?", "anything related to this": in a thread without a list of ours, what the thread is about is meant. */
export function asksForSimilar(text: string): boolean {
  return similarToThis.test(text) && /\b(?:similar|related|like)\b/i.test(text);
}

/** What was written to the bot is about its lists, and what it wrote itself is no talk. */
export function isOwnOrToBot({ user, text = '' }: SaidMessage, botUserId: string | undefined): boolean {
  return botUserId !== undefined && (user === botUserId || text.includes(`<@${botUserId}>`));
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
export async function replyToTalk(talk: Talk, context: ReplyContext): Promise<Reply> {
  const { messages, botUserId, place } = talk;
  const said = messages.map((message) => messageWords(message, botUserId));
  const [root] = messages;
  const [rootId, another] = findArxivIds(said[0] ?? '');
  const isOnlyLink =
    root !== undefined && rootId !== undefined && another === undefined && !namesSubject(wordsBesideLinks(root));
  const looked = isOnlyLink ? await heldPaper(rootId, context) : undefined;
  if (looked?.kind === 'found') return aboutPaper(looked.paper, talk, context);
  const named = await papersNamed(findArxivIds(said.join('\n')), context);
  const titles = named.map(({ title }) => displayText(title));
  const talked = [...said, ...titles].join('\n');
  const words = await context.paperboy.ask.condense(talked);
  const [paper] = named;
  if (words === '') {
    if (looked !== undefined && rootId !== undefined) return { message: notHeldMessage(rootId, looked) };
    return paper === undefined ? { message: nothingToGoBy(talk) } : aboutPaper(paper, talk, context);
  }
  const missing = looked === undefined ? '' : `The library does not hold ${rootId}. `;
  const lead = `${missing}From this ${place} I looked for: ${words.split(' ').join(', ')}`;
  return replyWithList({ kind: 'question', text: words }, context, { lead, talk: talked });
}

/** An id is written with words of its own: "arXiv:2402.17762 [cs.CL]". */
function namesSubject(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => findArxivIds(word).length === 0 && !/^\[[\w.-]+\]$/.test(word));
  return hasSubject(words.join(' '));
}
