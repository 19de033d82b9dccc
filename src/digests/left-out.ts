import type { Paper } from '../papers/paper.ts';
import type { Statistics } from '../search/collection.ts';
import { type CountedPhrase, tellingPhrases } from '../search/telling-phrases.ts';
import type { Wishes } from '../store/subscriptions.ts';
import { type CandidatesOf, dayBefore } from './candidates.ts';
import { areAlike, type MeaningsOf } from './likeness.ts';

/** What would have kept a paper out of a digest, each with how many others it leaves out. */
export interface LeftOut {
  /** Other papers that fit the digest: they were counted. */
  readonly of: number;
  /** They are of the last month; false where there are too few, and all of the library were counted. */
  readonly isOfLastMonth: boolean;
  readonly phrases: readonly CountedPhrase[];
  /** Others that mean something like it; undefined where nobody knows what it means, and where that is half of them. */
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
  /** Those that the digest would post, without the paper itself. */
  async function othersOf(wishes: Wishes, { id }: Paper, since: string | undefined): Promise<Paper[]> {
    const fitting = await candidatesOf(wishes, since === undefined ? {} : { since });
    const papers = fitting.flatMap(({ paper }) => (paper.id === id ? [] : [paper])).slice(0, mostCounted);
    if (wishes.fewerLike.length === 0) return papers;
    const unwanted = await meaningsOf(wishes.fewerLike);
    const meanings = await meaningsOf(papers);
    return papers.filter((_, index) => !unwanted.some((one) => areAlike(one, meanings[index])));
  }

  return async (wishes, paper) => {
    const lately = await othersOf(wishes, paper, dayBefore(now(), monthDays));
    const isOfLastMonth = lately.length >= leastCounted;
    const others = isOfLastMonth ? lately : await othersOf(wishes, paper, undefined);
    const [own, ...vectors] = await meaningsOf([paper, ...others]);
    const alike = vectors.filter((vector) => areAlike(own, vector)).length;
    const isHalf = alike > 1 && alike * 2 >= others.length;
    return {
      of: others.length,
      isOfLastMonth,
      phrases: tellingPhrases(library, paper, { others, subject: wishes.topics.join(' '), most: maxPhrases }),
      alike: own === undefined || isHalf ? undefined : alike,
    };
  };
}
