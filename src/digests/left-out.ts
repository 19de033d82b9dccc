import type { Paper } from '../papers/paper.ts';
import type { Statistics } from '../search/collection.ts';
import { type CountedPhrase, tellingPhrases } from '../search/telling-phrases.ts';
import type { Wishes } from '../store/subscriptions.ts';
import { type CandidatesOf, dayBefore } from './candidates.ts';
import { areAlike, type MeaningsOf } from './likeness.ts';

/** What would have kept a paper out of a digest, each with how many papers it leaves out. */
export interface LeftOut {
  /** Papers that fit the digest: they were counted. */
  readonly of: number;
  /** They are of the last month; false where there are too few, and all of the library were counted. */
  readonly isOfLastMonth: boolean;
  readonly phrases: readonly CountedPhrase[];
  /** Papers that mean something like it, itself among them; undefined where nobody knows what it means. */
  readonly alike: number | undefined;
}

export type WouldLeaveOut = (wishes: Wishes, paper: Paper) => Promise<LeftOut>;

const monthDays = 30;
/** Of fewer papers a share says nothing. */
const leastCounted = 10;
/** The best of them; more take longer than a window may wait. */
const mostCounted = 300;
/** More than these are not read. */
const maxPhrases = 6;

export interface LeftOutDependencies {
  readonly library: Statistics;
  readonly candidatesOf: CandidatesOf;
  readonly meaningsOf: MeaningsOf;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export function createWouldLeaveOut({ library, candidatesOf, meaningsOf, now }: LeftOutDependencies): WouldLeaveOut {
  return async (wishes, paper) => {
    const lately = await candidatesOf(wishes, { since: dayBefore(now(), monthDays) });
    const isOfLastMonth = lately.length >= leastCounted;
    const counted = (isOfLastMonth ? lately : await candidatesOf(wishes))
      .slice(0, mostCounted)
      .map((candidate) => candidate.paper);
    const [own, ...vectors] = await meaningsOf([paper, ...counted]);
    return {
      of: counted.length,
      isOfLastMonth,
      phrases: tellingPhrases(library, paper, counted, maxPhrases),
      alike: own && vectors.filter((vector) => areAlike(own, vector)).length,
    };
  };
}
