import { monthOfArxivId } from './arxiv-id.ts';
import type { Paper } from './paper.ts';

/** When the paper came out: "YYYY-MM-DD", "YYYY-MM" or "YYYY", as exact as known; an arXiv id tells its month. */
export function paperDate(paper: Paper): string | undefined {
  return paper.published ?? monthOfArxivId(paper.id);
}

/** The first day of "2024", "2024-06" or a day itself, as "YYYY-MM-DD". */
export function firstDayOf(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

/** The last day; "31" stands for the end of any month: dates are compared as text, and no day of a month sorts after it. */
export function lastDayOf(date: string): string {
  return date.length >= 10 ? date.slice(0, 10) : `${date.length === 4 ? `${date}-12` : date}-31`;
}

/** True when the paper may have come out on or after the first day of `since` ("2024", "2024-06" or "2024-06-15"). */
export function isPublishedSince(paper: Paper, since: string): boolean {
  const date = paperDate(paper);
  return date !== undefined && lastDayOf(date) >= firstDayOf(since);
}

/** True when the paper may have come out before the first day of `before`. */
export function isPublishedBefore(paper: Paper, before: string): boolean {
  const date = paperDate(paper);
  return date !== undefined && firstDayOf(date) < firstDayOf(before);
}

/** Compares newest first; papers without a date last. */
export function byNewest(a: Paper, b: Paper): number {
  const [first, second] = [paperDate(a) ?? '', paperDate(b) ?? ''];
  if (first === second) return b.id.localeCompare(a.id, 'en');
  return first < second ? 1 : -1;
}

/** Compares oldest first; papers without a date last. */
export function byOldest(a: Paper, b: Paper): number {
  const isDated = (paper: Paper): number => (paperDate(paper) === undefined ? 0 : 1);
  return isDated(b) - isDated(a) || byNewest(b, a);
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "12 Sep 2024", "Sep 2024" or "2024", or undefined when nothing is known. */
export function dateForPeople(paper: Paper): string | undefined {
  const date = paperDate(paper);
  return date && dayForPeople(date);
}

/** @param date "2024-09-12", "2024-09" or "2024" */
export function dayForPeople(date: string): string {
  const [year = '', month, day] = date.slice(0, 10).split('-');
  const monthName = month === undefined ? undefined : monthNames[Number(month) - 1];
  return [day === undefined ? undefined : String(Number(day)), monthName, year].filter(Boolean).join(' ');
}
