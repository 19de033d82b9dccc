import { paperLinks } from '../papers/links.ts';
import type { Paper } from '../papers/paper.ts';
import { firstDayOf, lastDayOf, paperDate } from '../papers/paper-date.ts';

/** What filters and orders ask of a paper. */
export interface PaperFacts {
  /** First and last day that the paper may have come out on, as the number YYYYMMDD; 0 when nothing is known. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly hasCode: boolean;
  readonly upvotes: number;
}

/** "2024-06-15" as 20240615: dates compare as numbers. */
export function dayNumber(day: string): number {
  return Number(day.replaceAll('-', ''));
}

/** More than any paper has; it fits PostgreSQL's integer. */
const maxUpvotes = 10_000_000;

export function factsOf(paper: Paper): PaperFacts {
  const date = paperDate(paper);
  return {
    firstDay: date === undefined ? 0 : dayNumber(firstDayOf(date)),
    lastDay: date === undefined ? 0 : dayNumber(lastDayOf(date)),
    hasCode: paperLinks(paper).code.length > 0,
    upvotes: Math.min(paper.upvotes ?? 0, maxUpvotes),
  };
}
