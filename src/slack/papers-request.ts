import type { Paperboy } from '../compose.ts';
import { parseArxivId } from '../papers/arxiv-id.ts';
import type { DigestRequest } from './digest-requests.ts';
import { papersPerPage } from './limits.ts';
import { type Audience, answerMessage } from './messages/answer-message.ts';
import { helpMessage } from './messages/help-message.ts';
import type { Message } from './messages/message.ts';
import { notice } from './messages/notice.ts';
import { bibtexMessage, paperDetailsMessage } from './messages/paper-details.ts';
import { askFor, type PaperList } from './paper-list.ts';
import { listForQuestion } from './question-list.ts';

/** What somebody asks for, after `/papers` or a mention. Whatever is no subcommand is a question. */
export type PapersRequest =
  | { readonly kind: 'help' }
  | { readonly kind: 'newest' }
  | { readonly kind: 'show' | 'similar' | 'bibtex'; readonly id: string }
  | DigestRequest
  /** A subcommand without an id, or with one that is none. */
  | { readonly kind: 'no-id'; readonly word: string; readonly given: string }
  | { readonly kind: 'question'; readonly text: string };

const paperWords = ['show', 'similar', 'bibtex'] as const;
const digestWords = ['subscriptions', 'preview', 'status'] as const;
/** Written as ids are, whether or not arXiv could have issued it. */
const looksLikeId = /^(?:arxiv:)?\d{4}\.\d{3,6}(?:v\d+)?$/i;

export function parsePapersRequest(text: string): PapersRequest {
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
  const name = word.toLowerCase();
  if (rest === '' && ['', 'help', '?'].includes(name)) return { kind: 'help' };
  if (rest === '' && name === 'today') return { kind: 'newest' };
  if (name === 'subscribe' || name === 'unsubscribe') return { kind: name, text: rest.trim() };
  const digestWord = digestWords.find((known) => known === name);
  if (rest === '' && digestWord !== undefined) return { kind: digestWord };
  const kind = paperWords.find((known) => known === name);
  if (kind === undefined) return { kind: 'question', text };
  const given = rest.replace(/^to\s+/i, '').trim();
  const id = parseArxivId(given);
  if (id !== undefined) return { kind, id };
  return given === '' || looksLikeId.test(given) ? { kind: 'no-id', word: name, given } : { kind: 'question', text };
}

/** A message, and the list it shows, for follow-ups: the ids of its papers, best first. */
export interface Reply {
  readonly message: Message;
  readonly posted?: { readonly list: PaperList; readonly ids: readonly string[] };
}

export interface ReplyContext {
  readonly paperboy: Paperboy;
  readonly command: string;
  readonly audience: Audience;
}

export interface ListOptions {
  /** Said before the list. */
  readonly lead?: string;
  /** Ids of the list's papers that were shown before, best first. */
  readonly before?: readonly string[];
}

/** One page of a list, with its ids from the first paper on. */
export async function replyWithList(
  list: PaperList,
  { paperboy, command, audience }: ReplyContext,
  options: ListOptions = {},
): Promise<Reply> {
  const { lead, before = [] } = options;
  const answer = await askFor(paperboy.ask, list, { offset: before.length, limit: papersPerPage });
  if (answer === undefined) return { message: notHeld(list.kind === 'similar' ? list.id : '') };
  if (answer.kind === 'matches' && answer.matches.length === 0) {
    return { message: notice('That was all: there are no more papers on this.') };
  }
  const { message, shown } = answerMessage(answer, { list, command, audience, ...(lead !== undefined && { lead }) });
  if (answer.kind !== 'matches') return { message };
  return {
    message,
    posted: { list, ids: [...before, ...answer.matches.slice(0, shown).map((match) => match.paper.id)] },
  };
}

function notHeld(id: string): Message {
  return notice(`The library does not hold ${id}. Read it on https://arxiv.org/abs/${id}`);
}

export function isDigestRequest(request: PapersRequest): request is DigestRequest {
  return ['subscribe', 'unsubscribe', ...digestWords].includes(request.kind);
}

/** Every request about papers, answered. */
export async function replyTo(request: Exclude<PapersRequest, DigestRequest>, context: ReplyContext): Promise<Reply> {
  const { paperboy, command } = context;
  switch (request.kind) {
    case 'help':
      return { message: helpMessage({ command, problems: [] }) };
    case 'newest':
      return replyWithList({ kind: 'newest' }, context);
    case 'similar':
      return replyWithList({ kind: 'similar', id: request.id }, context);
    case 'show':
    case 'bibtex': {
      const paper = await paperboy.ask.paper(request.id);
      if (paper === undefined) return { message: notHeld(request.id) };
      return { message: request.kind === 'show' ? paperDetailsMessage(paper) : bibtexMessage(paper) };
    }
    case 'no-id': {
      const { word, given } = request;
      const wrong =
        given === '' ? `Which paper? Write “${word}” and` : `“${given}” is no arXiv id. After “${word}”, write`;
      return { message: notice(`${wrong} an arXiv id or a link, such as ${word} 2402.17762.`) };
    }
    case 'question':
      return replyWithList(await listForQuestion(paperboy.ask, request.text), context);
    default:
      return request satisfies never;
  }
}
