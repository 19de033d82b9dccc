import type { Paper } from '../papers/paper.ts';
import type { Ask } from '../search/ask.ts';
import type { Wishes } from '../store/subscriptions.ts';
import { type CandidatesOf, firstNewDay } from './candidates.ts';
import { byUpvotes, type OfWeek } from './week.ts';

/** A few papers for one person today, and why these. */
export interface Picks {
  /** New on the person's own topics; the most upvoted of the week; the newest, where neither is there. */
  readonly why: 'topics' | 'upvoted' | 'newest';
  /** The topics that they are on. */
  readonly topics: readonly string[];
  readonly papers: readonly Paper[];
}

/**
 * @param own wishes of the person's digests
 * @param known ids of papers that they need not be told of
 */
export type PickFor = (
  own: readonly Pick<Wishes, 'topics' | 'exclusions'>[],
  known: readonly string[],
) => Promise<Picks>;

const maxPicks = 5;
/** Fewer are no choice: then something else is shown. */
const leastPicks = 3;
/** So that there are some beside those that the person knows: as many as a page may have. */
const newestRead = 20;
/** Each topic is a question of its own, and somebody waits. */
const maxTopics = 3;

export interface PicksDependencies {
  readonly candidatesOf: CandidatesOf;
  readonly ofWeek: OfWeek;
  readonly ask: Pick<Ask, 'newest'>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export function createPickFor({ candidatesOf, ofWeek, ask, now }: PicksDependencies): PickFor {
  return async (own, known) => {
    const except = new Set(known);
    const topics = [...new Set(own.flatMap((wishes) => wishes.topics))].slice(0, maxTopics);
    const exclusions = [...new Set(own.flatMap((wishes) => wishes.exclusions))];
    if (topics.length > 0) {
      const found = await candidatesOf({ topics, exclusions }, { since: firstNewDay(now()), except });
      const papers = found.slice(0, maxPicks).map(({ paper }) => paper);
      if (papers.length >= leastPicks) return { why: 'topics', topics, papers };
    }
    const ofThisWeek = byUpvotes(await ofWeek({ topics: [], exclusions }));
    const upvoted = ofThisWeek.filter(({ id }) => !except.has(id)).slice(0, maxPicks);
    if (upvoted.length >= leastPicks) return { why: 'upvoted', topics: [], papers: upvoted };
    const { matches } = await ask.newest({ limit: newestRead });
    const newest = matches.map(({ paper }) => paper).filter(({ id }) => !except.has(id));
    return { why: 'newest', topics: [], papers: newest.slice(0, maxPicks) };
  };
}
