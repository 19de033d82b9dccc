import type { Paper } from '../papers/paper.ts';
import { firstDayOf, paperDate } from '../papers/paper-date.ts';
import type { Wishes } from '../store/subscriptions.ts';
import { type CandidatesOf, dayBefore } from './candidates.ts';

/** The last seven days, as round-ups and App Home tell of them. */

const weekDays = 7;

/** Papers of the last seven days that fit. */
export type OfWeek = (wishes: Pick<Wishes, 'topics' | 'exclusions'>) => Promise<Paper[]>;

/** True when it surely came out, or was submitted, on that day or later: of one whose month alone is known nobody can say so. */
function isSurelySince(paper: Paper, day: string): boolean {
  const date = paperDate(paper);
  return (paper.submitted ?? '') >= day || (date !== undefined && firstDayOf(date) >= day);
}

export function createOfWeek({
  candidatesOf,
  now,
}: {
  readonly candidatesOf: CandidatesOf;
  readonly now: () => number;
}): OfWeek {
  return async (wishes) => {
    const since = dayBefore(now(), weekDays);
    // What came out earlier and was submitted this week is among all.
    const found = [...(await candidatesOf(wishes, { since })), ...(await candidatesOf(wishes))];
    const byId = new Map(found.map(({ paper }) => [paper.id, paper]));
    return [...byId.values()].filter((paper) => isSurelySince(paper, since));
  };
}

/** Those that anybody voted for, the most upvoted first. */
export function byUpvotes(papers: readonly Paper[]): Paper[] {
  const upvotes = (paper: Paper): number => paper.upvotes ?? 0;
  return papers
    .filter((paper) => upvotes(paper) > 0)
    .sort((a, b) => upvotes(b) - upvotes(a) || b.id.localeCompare(a.id, 'en'));
}
