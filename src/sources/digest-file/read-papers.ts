import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isBibtex, parseBibtex } from './bibtex-file.ts';
import { isCsv, parseCsv } from './csv-file.ts';
import { type IdsByTitle, type ParsedPapers, parseEmailDigest, parseIdsByTitle } from './email-digest.ts';
import { type FileLine, type FileLines, readLines } from './file-lines.ts';
import { parseJsonLines } from './json-lines.ts';
import { type ParsedList, papersOf } from './listed-paper.ts';
import { isMarkdownList, parseMarkdownList } from './markdown-list.ts';
import { isRis, parseRis } from './ris-file.ts';

/** Sidecar beside a digest that maps its titles to verified arXiv ids. */
const idsFileName = 'arxiv-ids.tsv';

/** Half a million papers; it is read at once. */
const maxFileBytes = 1_000_000_000;

/** Ten thousand papers with their abstracts; parsers of these formats take some seconds for it. */
const maxListChars = 20_000_000;

function idsBeside(file: string): IdsByTitle {
  const sidecar = join(dirname(file), idsFileName);
  return existsSync(sidecar) ? parseIdsByTitle(readFileSync(sidecar, 'utf8')) : new Map();
}

/** The text again, each line where it stood: what cannot be read is an empty line. */
function textOf(lines: readonly FileLine[]): string {
  const all = new Array<string>(lines.at(-1)?.number ?? 0).fill('');
  for (const { number, indented } of lines) all[number - 1] = indented;
  return `${all.join('\n')}\n`;
}

/** What people keep their reading lists in; undefined when it is none of these. */
function parserOf(lines: readonly FileLine[]): ((file: string) => ParsedList) | undefined {
  if (isBibtex(lines)) return (file) => parseBibtex(file, lines);
  if (isRis(lines)) return (file) => parseRis(file, lines);
  if (isCsv(lines)) return (file) => parseCsv(file, textOf(lines));
  return isMarkdownList(lines) ? () => parseMarkdownList(textOf(lines)) : undefined;
}

function readList(file: string, parse: (file: string) => ParsedList, read: FileLines): ParsedPapers {
  if (read.lines.reduce((sum, { text }) => sum + text.length, 0) > maxListChars)
    return { papers: [], problems: [{ file, line: 0, reason: 'is larger than 20 MB; split it.' }] };
  const { papers, problems } = papersOf(file, parse(file));
  // Empty lines and CRLF belong to these formats.
  const unreadable = read.problems.filter(({ line }) => read.unreadable.includes(line));
  return { papers, problems: [...unreadable, ...problems] };
}

/**
 * Reads papers from JSON Lines, a reading list (Markdown, BibTeX, RIS, CSV, or one link a line) or a digest; which of them, the lines
 * tell. What cannot be used is reported, everything else is read; where a line names a paper without its abstract, the report says
 * which. A digest takes its arXiv ids from `arxiv-ids.tsv` in the same folder, if there is one.
 *
 * @throws the file system's error when the file cannot be read
 */
export function readPapers(file: string): ParsedPapers {
  if (statSync(file).size > maxFileBytes)
    return { papers: [], problems: [{ file, line: 0, reason: 'is larger than 1 GB; split it.' }] };
  const read = readLines(file, readFileSync(file));
  const { lines, unreadable, problems } = read;
  const sorted = (parsed: ParsedPapers): ParsedPapers => ({
    ...parsed,
    problems: parsed.problems.toSorted((a, b) => a.line - b.line),
  });
  const isJsonLines = lines.filter(({ text }) => text.startsWith('{')).length > lines.length / 2;
  const parseList = isJsonLines ? undefined : parserOf(lines);
  if (parseList !== undefined) return sorted(readList(file, parseList, read));
  const { papers, problems: inPapers } = isJsonLines
    ? parseJsonLines(file, lines)
    : parseEmailDigest(file, { lines, unreadable }, idsBeside(file));
  return sorted({ papers, problems: [...problems, ...inPapers] });
}
