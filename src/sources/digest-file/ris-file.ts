import type { FileLine, FileProblem } from './file-lines.ts';
import type { ListedPaper, ParsedList } from './listed-paper.ts';

/** "TY  - JOUR": two signs, blanks, a hyphen. The end of a record has nothing after it. */
const tagged = /^([A-Z][A-Z0-9])\s{1,2}-(?:\s+(.*))?$/;

export function isRis(lines: readonly FileLine[]): boolean {
  return lines.some(({ text }) => /^TY\s{1,2}- /.test(text));
}

function listedFrom(line: number, fields: ReadonlyMap<string, readonly string[]>): ListedPaper {
  const all = (...tags: readonly string[]): string[] => tags.flatMap((tag) => fields.get(tag) ?? []);
  return {
    line,
    title: all('TI', 'T1')[0],
    abstract: all('AB', 'N2')[0],
    authors: all('AU', 'A1'),
    date: all('DA', 'PY', 'Y1')[0],
    links: all('UR', 'L1', 'L2', 'LK', 'DO', 'M1', 'AN', 'N1', 'C1'),
  };
}

/** Papers of a RIS file. A record that another begins in, or that the file ends in, is reported with its line, and skipped. */
export function parseRis(file: string, lines: readonly FileLine[]): ParsedList {
  const listed: ListedPaper[] = [];
  const problems: FileProblem[] = [];
  let record: { readonly line: number; readonly fields: Map<string, string[]> } | undefined;
  let last: string[] = [];
  const reportOpen = (): void => {
    if (record !== undefined)
      problems.push({ file, line: record.line, reason: 'begins a record that no ER line ends; skipped.' });
  };
  for (const { number, text } of lines) {
    const [, tag, value = ''] = tagged.exec(text) ?? [];
    if (tag === 'TY') {
      reportOpen();
      record = { line: number, fields: new Map() };
    } else if (record === undefined) problems.push({ file, line: number, reason: 'is outside of a record; skipped.' });
    else if (tag === 'ER') {
      listed.push(listedFrom(record.line, record.fields));
      record = undefined;
    } else if (tag !== undefined) {
      last = record.fields.get(tag) ?? [];
      last.push(value);
      record.fields.set(tag, last);
    } else last.push(`${last.pop() ?? ''} ${text}`); // A long abstract goes on in the next line.
  }
  reportOpen();
  return { listed, problems };
}
