import { findArxivIds } from '../../papers/arxiv-id.ts';
import { isRecord } from '../connection/is-record.ts';
import { escaped } from '../messages/message.ts';
import { readableText } from './message-text.ts';

/** A message as Slack gives it, as much of it as says something. */
export interface SaidMessage {
  readonly text?: string | undefined;
  readonly user?: string | undefined;
  readonly bot_id?: string | undefined;
  readonly ts?: string | undefined;
  /** Apps often write nothing but these. */
  readonly blocks?: unknown;
  /** What apps attach, what Slack shows of a link, and forwarded messages. */
  readonly attachments?: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What one presses or fills in says nothing about a subject. */
const controls: ReadonlySet<unknown> = new Set(['actions', 'input', 'button', 'overflow', 'image', 'file', 'video']);
/** Where blocks keep their words. */
const places = ['title', 'text', 'elements', 'fields', 'columns', 'rows', 'blocks'] as const;

/** The words of blocks in mrkdwn: https://docs.slack.dev/reference/block-kit/blocks */
function blocksAsText(node: unknown): string {
  if (Array.isArray(node)) return node.map(blocksAsText).join('\n');
  if (!isRecord(node) || controls.has(node['type'])) return '';
  const { type, url } = node;
  const own = textOf(node['text']);
  if (type === 'link') return own === '' ? `<${textOf(url)}>` : `<${textOf(url)}|${escaped(own)}>`;
  // A section of rich text is one line, in pieces.
  if (type === 'rich_text_section' || type === 'rich_text_quote' || type === 'rich_text_preformatted')
    return listOf(node['elements']).map(blocksAsText).join('');
  if (own !== '') return type === 'mrkdwn' || type === 'markdown' ? own : escaped(own);
  return places
    .map((place) => blocksAsText(node[place]))
    .filter((part) => part !== '')
    .join('\n');
}

/** https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments */
function attachmentAsText(attachment: Fields): string {
  const {
    pretext,
    title,
    title_link: address,
    from_url: from,
    text,
    fields,
    blocks,
    message_blocks: forwarded,
  } = attachment;
  const link = textOf(address) || textOf(from);
  const heading = link === '' ? textOf(title) : `<${link}|${textOf(title)}>`;
  const named = listOf(fields).filter(isRecord);
  const written = [
    ...[textOf(pretext), heading, textOf(text)],
    ...named.flatMap((field) => [textOf(field['title']), textOf(field['value'])]),
    blocksAsText(blocks),
    ...(textOf(text) === '' ? listOf(forwarded).map((one) => (isRecord(one) ? blocksAsText(one['message']) : '')) : []),
  ];
  const words = written.filter((part) => part.trim() !== '');
  return words.length > 0 ? words.join('\n') : textOf(attachment['fallback']);
}

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** In people's messages, and in most of apps, the blocks say what the text says. */
function withoutRepeats(parts: readonly string[]): string[] {
  const kept: string[] = [];
  for (const part of parts) {
    const letters = lettersOf(part);
    if (letters !== '' && !kept.some((one) => lettersOf(one).includes(letters))) kept.push(part);
  }
  return kept;
}

/**
 * Everything a message says, in lines: its text, blocks, attachments and what it forwards.
 *
 * @param botUserId whose own posts, forwarded, say nothing
 */
export function messageWords({ text, blocks, attachments }: SaidMessage, botUserId: string | undefined): string {
  const attached = listOf(attachments)
    .filter(isRecord)
    .filter(({ author_id: author }) => botUserId === undefined || author !== botUserId);
  const written = [textOf(text), blocksAsText(blocks), ...attached.map(attachmentAsText)];
  return withoutRepeats(written.flatMap((part) => part.split('\n')).map(readableText)).join('\n');
}

/** The id of the one paper that the author of a message names; undefined: none, or several. */
export function paperNamedIn({ text = '', blocks }: SaidMessage): string | undefined {
  const [id, another] = findArxivIds(text.trim() === '' ? blocksAsText(blocks) : text);
  return another === undefined ? id : undefined;
}

const paperlessLink = /<https?:[^>]*>|https?:\/\/\S+/g;

/** What the author of a message wrote beside links. */
export function wordsBesideLinks({ text = '', blocks }: SaidMessage): string {
  const written = text.trim() === '' ? blocksAsText(blocks) : text;
  return readableText(written.replace(paperlessLink, ' '));
}
