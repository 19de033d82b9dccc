import { type Field, type Item, parse, type Value } from 'bibtex-parse';
import type { FileLine, FileProblem } from './file-lines.ts';
import type { ListedPaper, ParsedList } from './listed-paper.ts';

/** "@article{key," or "@string{name =" at the start of a line. */
const itemStart = /^@\s*[a-z]+\s*[{(]/i;

export function isBibtex(lines: readonly FileLine[]): boolean {
  return lines.some(({ text }) => /^@\s*[a-z]+\s*[{(]\s*[^\s,={}]+\s*(?:,|$)/i.test(text));
}

/** The items of a file, each with the lines up to the next: one that is broken takes no other with it. */
function itemsIn(lines: readonly FileLine[]): { readonly line: number; readonly text: string }[] {
  const items: { line: number; text: string }[] = [];
  for (const { number, text } of lines) {
    const last = items.at(-1);
    if (itemStart.test(text)) items.push({ line: number, text });
    else if (last !== undefined) last.text += `\n${text}`;
  }
  return items;
}

function textOf({ value, datatype }: Value, strings: ReadonlyMap<string, string>): string {
  if (typeof value === 'object') return value.map((part) => textOf(part, strings)).join('');
  const text = String(value ?? '');
  return datatype === 'identifier' ? (strings.get(text.toLowerCase()) ?? text) : text;
}

function listedFrom(line: number, fields: readonly Field[], strings: ReadonlyMap<string, string>): ListedPaper {
  const said = new Map(fields.map((field) => [field.name.toLowerCase(), textOf(field, strings)]));
  // Where bibliographies keep arXiv ids: its own export, Google Scholar, DBLP, Zotero.
  const places = ['eprint', 'doi', 'url', 'journal', 'volume', 'number', 'note', 'howpublished', 'pubstate', 'ee'];
  return {
    line,
    title: said.get('title'),
    abstract: said.get('abstract'),
    authors: said.get('author')?.split(/\s+and\s+/),
    date: said.get('date') ?? said.get('year'),
    links: places.flatMap((place) => said.get(place) ?? []),
  };
}

/** Papers of a BibTeX or BibLaTeX file. An entry that cannot be read is reported with its line, and skipped. */
export function parseBibtex(file: string, lines: readonly FileLine[]): ParsedList {
  const strings = new Map<string, string>();
  const listed: ListedPaper[] = [];
  const problems: FileProblem[] = [];
  for (const { line, text } of itemsIn(lines)) {
    let items: readonly Item[];
    try {
      items = parse(text, { number: 'string' });
    } catch {
      const reason = 'begins an entry with a brace, quotation mark or comma missing or too many; skipped.';
      problems.push({ file, line, reason });
      continue;
    }
    for (const item of items) {
      if (item.itemtype === 'string') strings.set(item.name.toLowerCase(), textOf(item, strings));
      else if (item.itemtype === 'entry') listed.push(listedFrom(line, item.fields, strings));
    }
  }
  return { listed, problems };
}
