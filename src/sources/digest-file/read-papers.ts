import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type IdsByTitle, type ParsedPapers, parseEmailDigest, parseIdsByTitle } from './email-digest.ts';
import { readLines } from './file-lines.ts';
import { parseJsonLines } from './json-lines.ts';

/** Sidecar beside a digest that maps its titles to verified arXiv ids. */
const idsFileName = 'arxiv-ids.tsv';

/** Half a million papers; it is read at once. */
const maxFileBytes = 1_000_000_000;

function idsBeside(file: string): IdsByTitle {
  const sidecar = join(dirname(file), idsFileName);
  return existsSync(sidecar) ? parseIdsByTitle(readFileSync(sidecar, 'utf8')) : new Map();
}

/**
 * Reads a digest or a JSON Lines file of papers; which of the two most of its lines tell. What cannot be used is reported,
 * everything else is read. A digest takes its arXiv ids from `arxiv-ids.tsv` in the same folder, if there is one.
 *
 * @throws the file system's error when the file cannot be read
 */
export function readPapers(file: string): ParsedPapers {
  if (statSync(file).size > maxFileBytes)
    return { papers: [], problems: [{ file, line: 0, reason: 'is larger than 1 GB; split it.' }] };
  const { lines, unreadable, problems } = readLines(file, readFileSync(file));
  const isJsonLines = lines.filter(({ text }) => text.startsWith('{')).length > lines.length / 2;
  const parsed = isJsonLines
    ? parseJsonLines(file, lines)
    : parseEmailDigest(file, { lines, unreadable }, idsBeside(file));
  return { papers: parsed.papers, problems: [...problems, ...parsed.problems].sort((a, b) => a.line - b.line) };
}
