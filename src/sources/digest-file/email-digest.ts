import { createHash } from 'node:crypto';
import type { Paper } from '../../papers/paper.ts';
import type { FileLine, FileLines, FileProblem } from './file-lines.ts';

/**
 * The digest as copied from the "trending papers" page: banner lines, then a title and its abstract on alternating lines. The
 * text of the page's button may be glued to the first title.
 */

export const banner = /^Get trending papers in your email inbox/i;
const gluedButton = /^Subscribe(?=[\p{Lu}\p{N}])/u;

/** Titles in the shipped digest have at most 148 characters, abstracts at least 630: this tells them apart when a line is missing. */
export const minAbstractChars = 250;
/** Below a title, a shorter line with a full stop is its abstract as well. */
const endsInFullStop = /[.\u3002][)"'\u2019\u201D]?$/;
const endsWell = /[.!?\u2026\u3002][)"'\u2019\u201D]?$|https?:\/\/\S+$/;

export interface ParsedPapers {
  readonly papers: readonly Paper[];
  readonly problems: readonly FileProblem[];
}

/** arXiv ids by title, from a sidecar file. */
export type IdsByTitle = ReadonlyMap<string, string>;

/** A title in the form that titles are compared in: letters and digits only, lower case. */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A stable id for a paper whose arXiv id is not known. */
export function idFromTitle(title: string): string {
  return `title-${createHash('sha256').update(titleKey(title)).digest('hex').slice(0, 12)}`;
}

function isAbstract(line: FileLine, isBelowTitle: boolean): boolean {
  return line.text.length >= minAbstractChars || (isBelowTitle && endsInFullStop.test(line.text));
}

/**
 * Papers of a digest. A title without abstract, an abstract without title, an abstract that is cut off at the end of the file and a
 * paper listed twice are reported and skipped.
 */
export function parseEmailDigest(
  file: string,
  { lines, unreadable }: Pick<FileLines, 'lines' | 'unreadable'>,
  ids: IdsByTitle,
): ParsedPapers {
  const papers = new Map<string, Paper>();
  const problems: FileProblem[] = [];
  const report = (line: FileLine, reason: string): void => {
    problems.push({ file, line: line.number, reason });
  };
  let title: FileLine | undefined;
  let isFirstTitle = true;
  const add = (titleLine: FileLine, abstract: FileLine): void => {
    const id = ids.get(titleKey(titleLine.text)) ?? idFromTitle(titleLine.text);
    if (papers.has(id)) report(titleLine, 'is a paper that stands further up already; skipped.');
    else papers.set(id, { id, title: titleLine.text, abstract: abstract.text });
  };
  // One unreadable line was put between the two; of more, they may be the abstract of this title and the title of that abstract.
  const areParted = (above: FileLine, below: FileLine): boolean =>
    unreadable.filter((number) => number > above.number && number < below.number).length > 1;

  for (const line of lines) {
    if (banner.test(line.text)) continue;
    if (!isAbstract(line, title !== undefined)) {
      if (title !== undefined) report(title, 'is a title without an abstract; skipped.');
      title = isFirstTitle ? { ...line, text: line.text.replace(gluedButton, '') } : line;
      isFirstTitle = false;
      continue;
    }
    if (title === undefined) {
      report(line, 'is an abstract without a title; skipped.');
      continue;
    }
    if (areParted(title, line)) {
      report(title, 'is a title without an abstract; skipped.');
      report(line, 'is an abstract without a title; skipped.');
    } else if (!line.hasLineEnd && !endsWell.test(line.text)) report(line, 'is an abstract that is cut off; skipped.');
    else add(title, line);
    title = undefined;
  }
  if (title !== undefined) report(title, 'is a title without an abstract; skipped.');
  return { papers: [...papers.values()], problems: problems.sort((a, b) => a.line - b.line) };
}

/** Reads "row TAB title TAB arXiv id …" with a heading line, as data/digest/arxiv-ids.tsv. */
export function parseIdsByTitle(text: string): IdsByTitle {
  const rows = text.split('\n').map((row) => row.split('\t'));
  const heading = rows[0] ?? [];
  const [titleColumn, idColumn] = [heading.indexOf('title'), heading.indexOf('arxiv_id')];
  const pairs = rows.slice(1).flatMap((row): [string, string][] => {
    const [title, id] = [row[titleColumn], row[idColumn]];
    return title && id ? [[titleKey(title), id]] : [];
  });
  return new Map(pairs);
}
