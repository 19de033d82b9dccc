import type { fromMarkdown } from 'mdast-util-from-markdown';
import { toString as textOf } from 'mdast-util-to-string';
import { idsIn, webLinksIn } from './listed-paper.ts';

export type Root = ReturnType<typeof fromMarkdown>;
/** Whatever may stand in a Markdown file: blocks, and what is inside of them. */
export type MarkdownNode = Root['children'][number];
export type NodeOf<Type extends MarkdownNode['type']> = Extract<MarkdownNode, { readonly type: Type }>;

/** What stands in one line of a Markdown file. */
export interface MarkdownLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** Addresses and arXiv ids. */
  readonly links: readonly string[];
  /** What the text would be called without them; undefined when nothing is left. */
  readonly title: string | undefined;
  readonly beginsWithLink: boolean;
  /** Nothing but a link that leads nowhere outside: an entry of a table of contents. */
  readonly isInward: boolean;
}

/** "paper", "[pdf]", "arXiv:2106.09685": what links are called that are not called as their paper. */
const callsNoPaper =
  /^\W*(?:(?:the\s)?(?:paper|pdf|link|arxiv|abs|abstract|html|code|github|project|page|blog|doi|here)\W*)*$/i;

const idAlone = /\barxiv[:.\s]\s*\S+|(?<![\w.])\d{4}\.\d{4,5}(?:v\d+)?(?![\w.])/gi;

function calledAs(text: string): string | undefined {
  const plain = text
    .replace(/https?:\/\/\S+/gi, ' ')
    .replace(idAlone, ' ')
    .replace(/(?<!\S)(?:\(\s*\)|\[\s*\])/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s\-–—:,;|]+|(?<![\s\-–—:,;|([])[\s\-–—:,;|([]+$/g, '');
  return callsNoPaper.test(plain) ? undefined : plain;
}

const linkFirst = /^\s*(?:https?:|arxiv:|\d{4}\.\d{4,5})/i;

interface Piece {
  readonly line: number;
  readonly text: string;
  readonly url?: string;
}

/** Text and links in their order, each with the line that it begins in. */
function piecesOf(node: MarkdownNode, definitions: ReadonlyMap<string, string>): Piece[] {
  const line = node.position?.start.line ?? 0;
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value.split('\n').map((text, index) => ({ line: line + index, text }));
    case 'html':
      return webLinksIn(node.value).map((url) => ({ line, text: '', url }));
    case 'link':
      return [{ line, text: textOf(node), url: node.url }];
    case 'linkReference':
      return [{ line, text: textOf(node), url: definitions.get(node.identifier) ?? '' }];
    default:
      return 'children' in node ? node.children.flatMap((child) => piecesOf(child, definitions)) : [];
  }
}

function lineOf(line: number, pieces: readonly Piece[]): MarkdownLine {
  const text = pieces.map((piece) => piece.text).join('');
  const outward = pieces.flatMap(({ url = '' }) => (/^https?:/i.test(url) || idsIn([url]).length > 0 ? [url] : []));
  const linkTitles = pieces.flatMap((piece) => (piece.url === undefined ? [] : (calledAs(piece.text) ?? [])));
  const outside = pieces.map((piece) => (piece.url === undefined ? piece.text : ' ')).join('');
  return {
    ...{ line, text },
    links: [...outward, ...webLinksIn(text), ...idsIn([text])],
    title: linkTitles[0] ?? calledAs(outside),
    beginsWithLink: pieces.find((piece) => piece.text.trim() !== '')?.url !== undefined || linkFirst.test(text),
    isInward: outward.length === 0 && pieces.some(({ url }) => url !== undefined),
  };
}

/** The lines of a paragraph, in their order. */
export function linesOf(node: MarkdownNode, definitions: ReadonlyMap<string, string>): MarkdownLine[] {
  const byLine = Map.groupBy(piecesOf(node, definitions), ({ line }) => line);
  return [...byLine].map(([line, pieces]) => lineOf(line, pieces));
}

/** A heading, a cell, or the text of a bullet, however many lines it takes. */
export function oneLineOf(node: MarkdownNode, definitions: ReadonlyMap<string, string>): MarkdownLine {
  const pieces = piecesOf(node, definitions).map((piece) => ({ ...piece, text: `${piece.text} ` }));
  return lineOf(node.position?.start.line ?? 0, pieces);
}

/** The addresses that "[LoRA][1]" means, by their lower-case names. */
export function definitionsIn(root: Root): ReadonlyMap<string, string> {
  const definitions = root.children.filter((node): node is NodeOf<'definition'> => node.type === 'definition');
  return new Map(definitions.map(({ identifier, url }) => [identifier, url]));
}
