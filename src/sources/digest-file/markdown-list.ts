import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { toString as textOf } from 'mdast-util-to-string';
import { gfmTable } from 'micromark-extension-gfm-table';
import { banner, minAbstractChars } from './email-digest.ts';
import type { FileLine } from './file-lines.ts';
import { idsIn, type ListedPaper, type ParsedList, webLinksIn } from './listed-paper.ts';
import {
  definitionsIn,
  linesOf,
  type MarkdownLine,
  type MarkdownNode,
  type NodeOf,
  oneLineOf,
} from './markdown-lines.ts';

/** A heading, a bullet, a numbered item, a row of a table. */
const marker = /^(?:#{1,6}\s|[-*+]\s|\d{1,4}[.)]\s|\||\[)/;

function isOfList({ text }: FileLine): boolean {
  if (marker.test(text)) return true;
  return text.length < minAbstractChars && (webLinksIn(text).length > 0 || idsIn([text]).length > 0);
}

/** Told from a digest, whose titles and long abstracts stand in lines without marks, by what most lines are. */
export function isMarkdownList(lines: readonly FileLine[]): boolean {
  const listed = lines.filter(isOfList).length;
  const abstracts = lines.filter((line) => line.text.length >= minAbstractChars && !marker.test(line.text)).length;
  return listed > 0 && listed >= abstracts && !lines.some(({ text }) => banner.test(text));
}

type Definitions = ReadonlyMap<string, string>;

/** The paper of a line, or each of several. */
function papersIn({ line, title, links }: MarkdownLine, told: Partial<ListedPaper> = {}): ListedPaper[] {
  const ids = idsIn(links);
  return ids.length > 1 ? ids.map((id) => ({ line, links: [id] })) : [{ line, title, links, ...told }];
}

/** Lines with arXiv ids, or that begin with a link, are papers; a line above a bare link is its title. Other prose is nobody's business. */
function ofParagraph(paragraph: NodeOf<'paragraph'>, definitions: Definitions): ListedPaper[] {
  const lines = linesOf(paragraph, definitions);
  const isPaper = ({ links, beginsWithLink }: MarkdownLine): boolean =>
    idsIn(links).length > 0 || (links.length > 0 && beginsWithLink);
  const isListOfLinks = lines.some(isPaper) && lines.filter(isPaper).every(({ beginsWithLink }) => beginsWithLink);
  let above: MarkdownLine | undefined;
  const listed: ListedPaper[] = [];
  const dropAbove = (): void => {
    if (above !== undefined && isListOfLinks) listed.push({ line: above.line, title: above.title, links: [] });
    above = undefined;
  };
  for (const line of lines) {
    if (!isPaper(line)) {
      dropAbove();
      above = line.text.trim() === '' ? undefined : line;
    } else if (line.title === undefined && above !== undefined) {
      listed.push(...papersIn({ ...line, title: above.title }));
      above = undefined;
    } else {
      dropAbove();
      listed.push(...papersIn(line));
    }
  }
  dropAbove();
  return listed;
}

function ofTable({ children: [heading, ...rows] }: NodeOf<'table'>, definitions: Definitions): ListedPaper[] {
  const names = heading?.children.map((cell) => textOf(cell)) ?? [];
  return rows.flatMap((row) => {
    const cells = row.children.map((cell) => oneLineOf(cell, definitions));
    const under = (name: RegExp): MarkdownLine | undefined => cells.find((_, index) => name.test(names[index] ?? ''));
    const links = cells.flatMap((cell) => cell.links);
    const title = under(/title|paper|name/i)?.title ?? cells.find((cell) => cell.title !== undefined)?.title;
    const line = { ...oneLineOf(row, definitions), links, title };
    return papersIn(line, {
      abstract: under(/abstract/i)?.text,
      authors: under(/author/i)?.text.split(/[,;]\s*|\sand\s/),
      date: under(/date|year|published/i)?.text,
    });
  });
}

function ofList({ children }: NodeOf<'list'>, definitions: Definitions): ListedPaper[] {
  return children.flatMap((item) => {
    const [first, ...rest] = item.children;
    if (first?.type !== 'paragraph') return ofBlocks(item.children, definitions);
    const own = oneLineOf(first, definitions);
    const listed = ofSection(own, rest, { definitions, isBullet: true });
    // A bullet that names nothing is reported, unless it is a link into this page.
    return listed.length > 0 || own.isInward ? listed : papersIn(own);
  });
}

function ofBlocks(blocks: readonly MarkdownNode[], definitions: Definitions): ListedPaper[] {
  return blocks.flatMap((block) => {
    if (block.type === 'paragraph') return ofParagraph(block, definitions);
    if (block.type === 'list') return ofList(block, definitions);
    if (block.type === 'table') return ofTable(block, definitions);
    return block.type === 'blockquote' ? ofBlocks(block.children, definitions) : [];
  });
}

/**
 * What stands under a heading or a bullet: with a link of its own it is a paper, and a long paragraph below its abstract. Without one it
 * is the title of the one paper below that has none, or of a group.
 */
function ofSection(
  own: MarkdownLine,
  below: readonly MarkdownNode[],
  { definitions, isBullet }: { readonly definitions: Definitions; readonly isBullet: boolean },
): ListedPaper[] {
  const isAbstract = (block: MarkdownNode): boolean =>
    block.type === 'paragraph' && textOf(block).length >= minAbstractChars;
  const abstractBlock = below.find(isAbstract);
  const abstract = abstractBlock && textOf(abstractBlock).replace(/^abstract[.:]?\s+/i, '');
  const others = ofBlocks(
    below.filter((block) => block !== abstractBlock),
    definitions,
  );
  if (own.links.length > 0) {
    const ids = idsIn(own.links);
    // Of what is linked in notes on a paper, other papers count; its code does not.
    return [
      ...papersIn(own, { abstract }),
      ...others.filter(({ links }) => idsIn(links).some((id) => !ids.includes(id))),
    ];
  }
  // Bullets below one that are no links are notes.
  const named = isBullet ? others.filter(({ links }) => links.length > 0) : others;
  const [only] = named;
  const isGroup = below.some(({ type }) => type === 'list' || type === 'table');
  if (named.length === 1 && only?.title === undefined && only !== undefined)
    return [{ ...only, title: own.title, ...(!isGroup && { abstract }) }];
  return abstractBlock === undefined ? others : [...others, ...ofBlocks([abstractBlock], definitions)];
}

/** Papers of a Markdown file: bullets, numbered items, rows of tables and headings with links, and lines that are links. */
export function parseMarkdownList(text: string): ParsedList {
  const root = fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  const definitions = definitionsIn(root);
  const starts = root.children.flatMap((node, index) => (node.type === 'heading' ? [index] : []));
  const listed = ofBlocks(root.children.slice(0, starts[0]), definitions);
  for (const [nth, start] of starts.entries()) {
    const heading = root.children[start];
    if (heading === undefined) continue;
    const below = root.children.slice(start + 1, starts[nth + 1]);
    listed.push(...ofSection(oneLineOf(heading, definitions), below, { definitions, isBullet: false }));
  }
  return { listed, problems: [] };
}
