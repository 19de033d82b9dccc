import { type CsvError, parse } from 'csv-parse/sync';
import type { FileLine, FileProblem } from './file-lines.ts';
import type { ListedPaper, ParsedList } from './listed-paper.ts';

const separators = [',', ';', '\t'];

/** The columns of Zotero's export, and what others call them. */
const columns = {
  title: /^(?:title|paper|name)$/i,
  abstract: /^(?:abstract|abstract note|summary)$/i,
  authors: /^authors?$/i,
  date: /^(?:date|year|publication year|published)$/i,
  links: /^(?:doi|url|link|links|arxiv|arxiv id|arxiv_id|id|extra|archive location|number|publication title)$/i,
} as const;

function cellsOfHeading(lines: readonly FileLine[]): string[] {
  const heading = lines[0]?.text ?? '';
  const separator = separators.find((sign) => heading.includes(sign)) ?? ',';
  return heading.split(separator).map((cell) => cell.replace(/^"|"$/g, '').trim());
}

export function isCsv(lines: readonly FileLine[]): boolean {
  const cells = cellsOfHeading(lines);
  const has = (column: RegExp): boolean => cells.some((cell) => column.test(cell));
  return cells.length > 1 && has(columns.title) && (has(columns.links) || has(columns.abstract));
}

function whyUnreadable({ code }: CsvError): string {
  if (code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') return 'has more or fewer cells than the heading; skipped.';
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'opens a quotation mark that nothing closes; skipped up to the end.';
  return 'has a quotation mark inside a cell that is not doubled; skipped.';
}

interface Row {
  readonly cells: readonly string[];
  /** The line that it ends in, from 1. */
  readonly end: number;
}

/** Papers of a table with a heading, as Zotero exports it. A row that cannot be read is reported with its line, and skipped. */
export function parseCsv(file: string, text: string): ParsedList {
  const rows: Row[] = [];
  const skipped: { readonly end: number; readonly reason: string }[] = [];
  parse(text, {
    ...{ bom: true, delimiter: separators, skip_empty_lines: true, skip_records_with_error: true },
    on_record(cells: readonly string[], { lines }) {
      rows.push({ cells, end: lines });
      return null;
    },
    on_skip(error) {
      if (error !== undefined) skipped.push({ end: Number(error['lines']), reason: whyUnreadable(error) });
      return undefined;
    },
  });
  // The parser tells where a row ends; it begins after the one before, for cells have several lines.
  const ends = [...rows, ...skipped].map(({ end }) => end).sort((a, b) => a - b);
  const startOf = (end: number): number => (ends[ends.indexOf(end) - 1] ?? 0) + 1;
  const [heading, ...others] = rows;
  const listed = others.map(({ cells, end }): ListedPaper => {
    const under = (column: RegExp): string[] =>
      cells.filter((cell, index) => cell !== '' && column.test(heading?.cells[index]?.trim() ?? ''));
    return {
      line: startOf(end),
      title: under(columns.title)[0],
      abstract: under(columns.abstract)[0],
      authors: under(columns.authors).flatMap((names) => names.split(/;\s*/)),
      // Zotero has the year, and the day where it is known.
      date: under(columns.date).toSorted((a, b) => b.length - a.length)[0],
      links: under(columns.links),
    };
  });
  return { listed, problems: skipped.map(({ end, reason }): FileProblem => ({ file, line: startOf(end), reason })) };
}
