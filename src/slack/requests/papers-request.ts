import type { Paperboy } from '../../library/open-paperboy.ts';
import { findArxivIds } from '../../papers/arxiv-id.ts';
import type { LookedUp, LookUp } from '../../sources/look-up.ts';
import type { Posted, PostedList } from '../conversation/posted-metadata.ts';
import { papersPerPage } from '../limits.ts';
import { type Audience, answerMessage } from '../messages/answer-message.ts';
import { helpMessage } from '../messages/help-message.ts';
import type { Message } from '../messages/message.ts';
import { notHeldMessage } from '../messages/not-held-message.ts';
import { notice, typed } from '../messages/notice.ts';
import { bibtexMessage, paperDetailsMessage } from '../messages/paper-details.ts';
import type { DigestRequest } from './digest-requests.ts';
import { askFor, type PaperList } from './paper-list.ts';
import { listForQuestion } from './question-list.ts';
import { bareWords, withoutQuotes } from './request-words.ts';

/** What somebody asks for, after `/papers` or a mention. Whatever is no subcommand is a question. */
export type PapersRequest =
  | { readonly kind: 'help' }
  | { readonly kind: 'newest' }
  | { readonly kind: 'show' | 'similar' | 'bibtex'; readonly id: string }
  /** BibTeX of several papers. */
  | { readonly kind: 'bibliography'; readonly ids: readonly string[] }
  | DigestRequest
  /** A subcommand without an id, or with one that is none. */
  | { readonly kind: 'no-id'; readonly word: string; readonly given: string }
  | { readonly kind: 'question'; readonly text: string };

/** Entries in one message, so that each has room for a dozen authors. */
const maxEntries = 10;

const paperWords = ['show', 'similar', 'bibtex'] as const;
const digestWords = ['subscriptions', 'preview', 'status'] as const;
/** Written as ids are, whether or not arXiv could have issued it. */
const looksLikeId = /^(?:arxiv:)?\d{4}\.\d{3,6}(?:v\d+)?$/i;
/** What people write between a subcommand and its paper. */
const connecting =
  /^(?:to|of|for|on|about|like|me|us|the|this|that|a|an|its|paper|papers|abstract|details?|info|entry|arxiv:?|doi:?|id|link|please|show|give|get|find|tell|open|more|similar|related|bib|bibtex|cite|citation)[:,]?$/i;
const aboutSimilar = /^(?:similar|like|related)$/i;
const aboutBibtex = /^(?:bib|bibtex|cite|citation)[:,]?$/i;
const aboutDetails = /^(?:show|give|get|open|tell|about|abstract|details?|info)$/i;

const namesPaper = (word: string): boolean => findArxivIds(word).length > 0;

/** What is asked of the one paper that is named, when nothing else is said: "papers similar to 2402.17762", "cite 2402.17762". */
function paperRequest(words: readonly string[], id: string): PapersRequest | undefined {
  const others = words.filter((word) => !namesPaper(word));
  if (others.length === 0 || !others.every((word) => connecting.test(word))) return undefined;
  if (others.some((word) => aboutSimilar.test(word))) return { kind: 'similar', id };
  if (others.some((word) => aboutBibtex.test(word))) return { kind: 'bibtex', id };
  return others.some((word) => aboutDetails.test(word)) ? { kind: 'show', id } : undefined;
}

/** "subscribe us to", "subscribe this channel to": whom else. */
const subscriber =
  /^(?:(?:me|us|everyone|here|(?:(?:this|the) )?channel)(?=[\s,:]|$)[\s,:]*)?(?:(?:to|for|with)(?=[\s,:]|$)[\s,:]*)?/i;

/** Quotes round a whole command that holds quotes of its own. */
function withoutOpenQuote(text: string): string {
  const [quote = '', word = ''] = /^\W(?=([a-z]+)\s)/i.exec(text) ?? [];
  const isCommand = [...paperWords, ...digestWords, 'subscribe', 'unsubscribe'].some((known) => known === word);
  return quote !== '' && quote !== '-' && isCommand ? text.slice(1).replace(/["'\u2018-\u201F\u00BB]$/, '') : text;
}

/** @param text as requestText gives it; quotes and courtesies round it change nothing */
export function parsePapersRequest(text: string): PapersRequest {
  const bare = withoutOpenQuote(bareWords(text));
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(bare) ?? [];
  const name = word.toLowerCase().replace(/^-+|[:,;.!?\u2026\u2013\u2014-]+$/g, '');
  // Courtesies alone are answered as such.
  const isEmpty = bare === '' && !/\p{L}/u.test(text);
  if (isEmpty || (rest === '' && name === 'help')) return { kind: 'help' };
  if (rest === '' && name === 'today') return { kind: 'newest' };
  if (name === 'subscribe') return { kind: name, text: rest.replace(subscriber, '').trim() };
  if (name === 'unsubscribe') return { kind: name, text: rest.trim() };
  const digestWord = digestWords.find((known) => known === name);
  if (rest === '' && digestWord !== undefined) return { kind: digestWord };
  const kind = paperWords.find((known) => known === name);
  const ids = findArxivIds(bare);
  const [id, another] = ids;
  if (id !== undefined && another !== undefined && paperRequest(bare.split(/[\s,;]+/), id)?.kind === 'bibtex')
    return { kind: 'bibliography', ids: ids.slice(0, maxEntries) };
  if (id !== undefined && another === undefined) {
    const request = paperRequest(bare.split(/\s+/), id);
    if (request !== undefined) return request;
    // A link may have a label: "show <title> <address>".
    if (kind !== undefined) return { kind, id };
  }
  if (kind === undefined) return { kind: 'question', text };
  const given = withoutQuotes(rest.replace(/^(?:to|of|for)\s+/i, ''));
  return given === '' || looksLikeId.test(given) ? { kind: 'no-id', word: name, given } : { kind: 'question', text };
}

/** Papers of one question that are looked up: each may take seconds. */
const maxLookedUp = 3;

/** A message, and what it shows, for follow-ups. */
export interface Reply {
  readonly message: Message;
  readonly posted?: Posted;
}

export interface ReplyContext {
  readonly paperboy: Paperboy;
  readonly command: string;
  readonly audience: Audience;
  /** Where a paper is sought that the library does not hold. */
  readonly lookUp: LookUp;
}

export interface ListOptions {
  /** Said before the list. */
  readonly lead?: string;
  /** What was shown of the list before. */
  readonly after?: PostedList;
  /** What the words of the list were condensed from: its first page is answered by all of it, which finds more. */
  readonly talk?: string;
}

/** One page of a list, with the ids of all that was shown of it. */
export async function replyWithList(list: PaperList, context: ReplyContext, options: ListOptions = {}): Promise<Reply> {
  const { paperboy, command, audience } = context;
  const { lead, after = { from: 0, ids: [] }, talk } = options;
  // What was shown of it, by all of a talk or by words alone, is left out by name: the next page may be ranked otherwise.
  const isByName = list.kind === 'question' && after.from === 0;
  const before = isByName ? { shown: after.ids } : { offset: after.from + after.ids.length };
  const page = { ...before, limit: papersPerPage };
  const answer = talk === undefined ? await askFor(paperboy.ask, list, page) : await paperboy.ask.askTalk(talk, page);
  if (answer === undefined) return { message: notice('The library no longer holds that paper.') };
  if (answer.kind === 'matches' && answer.matches.length === 0) {
    return { message: notice('That was all: there are no more papers on this.') };
  }
  const { message, shown } = answerMessage(answer, {
    ...{ list, command, audience, ...(lead !== undefined && { lead }) },
    ...(talk !== undefined && { shown: [] }),
  });
  if (answer.kind !== 'matches') return { message };
  return {
    message,
    posted: {
      ...{ list, from: after.from },
      ids: [...after.ids, ...answer.matches.slice(0, shown).map((match) => match.paper.id)],
    },
  };
}

/** A paper of the library, or of a source that is asked for it now. */
export async function heldPaper(id: string, { paperboy, lookUp }: ReplyContext): Promise<LookedUp> {
  const paper = await paperboy.ask.paper(id);
  return paper === undefined ? lookUp(id) : { kind: 'found', paper };
}

/** A question that names papers: each is looked up; when none is to be had, why. */
async function missingPaper(text: string, context: ReplyContext): Promise<Message | undefined> {
  const ids = findArxivIds(text).slice(0, maxLookedUp);
  const looked = await Promise.all(ids.map((id) => heldPaper(id, context)));
  const [first] = looked;
  const [id] = ids;
  if (id === undefined || first === undefined || first.kind === 'found') return undefined;
  return looked.some(({ kind }) => kind === 'found') ? undefined : notHeldMessage(id, first);
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
    case 'show':
    case 'bibtex': {
      const looked = await heldPaper(request.id, context);
      if (looked.kind !== 'found') return { message: notHeldMessage(request.id, looked) };
      if (request.kind === 'similar') return replyWithList({ kind: 'similar', id: request.id }, context);
      const { paper } = looked;
      const message = request.kind === 'show' ? paperDetailsMessage(paper) : bibtexMessage([paper]);
      return { message, posted: { paper: paper.id } };
    }
    case 'bibliography': {
      const looked = await Promise.all(request.ids.map((id) => heldPaper(id, context)));
      const papers = looked.flatMap((one) => (one.kind === 'found' ? [one.paper] : []));
      for (const [index, one] of looked.entries())
        if (one.kind !== 'found') return { message: notHeldMessage(request.ids[index] ?? '', one) };
      return { message: bibtexMessage(papers) };
    }
    case 'no-id': {
      const { word, given } = request;
      const wrong = given === '' ? 'Which paper?' : `“${given}” is no arXiv id.`;
      return {
        message: notice(`${wrong} Write an arXiv id or a link behind it, such as `, typed(`${word} 2402.17762`), '.'),
      };
    }
    case 'question': {
      const missing = await missingPaper(request.text, context);
      if (missing !== undefined) return { message: missing };
      return replyWithList(await listForQuestion(paperboy.ask, request.text), context);
    }
    default:
      return request satisfies never;
  }
}
