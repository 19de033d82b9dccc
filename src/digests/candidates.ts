import type { Paper } from '../papers/paper.ts';
import { byNewest, isPublishedSince, paperDate } from '../papers/paper-date.ts';
import type { Ask, Narrowed } from '../search/ask.ts';
import { hasSubject } from '../search/concepts.ts';
import { parseQuestion } from '../search/question.ts';
import type { Wishes } from '../store/subscriptions.ts';
import type { DigestPaper } from './digest.ts';

/**
 * A paper counts as new this long: a weekly digest misses nothing, and a paper that is listed some days after it came out is still
 * news. In days.
 */
const newForDays = 14;
const dayMs = 86_400_000;

/** The day so many days ago, "YYYY-MM-DD". */
export function dayBefore(now: number, days: number): string {
  return new Date(now - days * dayMs).toISOString().slice(0, 10);
}

export const firstNewDay = (now: number): string => dayBefore(now, newForDays);

/** Freshness halves in a week: between two papers on the topic, today's beats last week's. */
const halfLifeDays = 7;
/** What a paper of today counts beside its match, which is at most 1; half of that for one that everybody votes for. */
const freshnessWeight = 0.5;
const upvotesWeight = 0.25;
/** Few papers of Daily Papers ever get more; the logarithm keeps one hit from burying the rest. */
const manyUpvotes = 200;

/** A paper that fits the wishes of a digest. */
export interface Candidate extends DigestPaper {
  readonly score: number;
}

/** Compares by match, freshness and upvotes. */
export function bestFirst(a: Candidate, b: Candidate): number {
  return b.score - a.score || byNewest(a.paper, b.paper);
}

interface TopicQuestion {
  /** As people wrote it; undefined where every paper is wanted. */
  readonly topic: string | undefined;
  readonly question: string;
}

/** One question a topic. Of "pruning, has:code" the second is no subject of its own: it holds for every topic. */
export function questionsFor(topics: readonly string[], now: number): TopicQuestion[] {
  const isSubject = (topic: string): boolean => hasSubject(parseQuestion(topic, now).words);
  const conditions = topics.filter((topic) => !isSubject(topic)).join(' ');
  const subjects = topics.filter(isSubject);
  if (subjects.length === 0) return [{ topic: undefined, question: conditions }];
  return subjects.map((topic) => ({ topic, question: `${topic} ${conditions}` }));
}

/** Weeks may pass until people submit a paper to a list: then it is news to them. */
function isNews(paper: Paper, since: string): boolean {
  return isPublishedSince(paper, since) || (paper.submitted ?? '') >= since;
}

function freshness(paper: Paper, now: number): number {
  const date = paper.submitted ?? paperDate(paper);
  const ageDays = date === undefined ? Number.NaN : (now - Date.parse(date)) / dayMs;
  return Number.isNaN(ageDays) ? 0 : 2 ** (-Math.max(ageDays, 0) / halfLifeDays);
}

function popularity({ upvotes = 0 }: Paper): number {
  return Math.min(Math.log1p(upvotes) / Math.log1p(manyUpvotes), 1);
}

export type CandidatesOf = (wishes: Pick<Wishes, 'topics' | 'exclusions'>, narrowed?: Narrowed) => Promise<Candidate[]>;

export interface CandidatesDependencies {
  readonly ask: Ask;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

/** All papers that fit, best first. */
export function createCandidates({ ask, now }: CandidatesDependencies): CandidatesOf {
  return async ({ topics, exclusions }, narrowed = {}) => {
    const byId = new Map<string, Candidate>();
    for (const { topic, question } of questionsFor(topics, now())) {
      for (const { paper, share } of await ask.matching(question, { ...narrowed, excluded: exclusions })) {
        if (paper.isWithdrawn === true) continue;
        const isNew = isNews(paper, firstNewDay(now()));
        const score = share + freshnessWeight * freshness(paper, now()) + upvotesWeight * popularity(paper);
        const known = byId.get(paper.id);
        if (known === undefined || known.score < score) byId.set(paper.id, { paper, topic, isNew, score });
      }
    }
    return [...byId.values()].sort(bestFirst);
  };
}
