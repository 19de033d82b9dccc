import type { Paper } from '../papers/paper.ts';
import { byNewest, isPublishedSince, paperDate } from '../papers/paper-date.ts';
import type { Ask, Narrowed } from '../search/ask.ts';
import { hasSubject } from '../search/concepts.ts';
import { similarity } from '../search/meaning/meaning.ts';
import { parseQuestion } from '../search/question.ts';
import type { Wishes } from '../store/subscriptions.ts';
import type { Digest, DigestPaper } from './digest.ts';

/**
 * A paper counts as new this long: a weekly digest misses nothing, and a paper that is listed some days after it came out is still
 * news. In days.
 */
const newForDays = 14;
const dayMs = 86_400_000;

/** Freshness halves in a week: between two papers on the topic, today's beats last week's. */
const halfLifeDays = 7;
/** What a paper of today counts beside its match, which is at most 1; half of that for one that everybody votes for. */
const freshnessWeight = 0.5;
const upvotesWeight = 0.25;
/** Few papers of Daily Papers ever get more; the logarithm keeps one hit from burying the rest. */
const manyUpvotes = 200;

/** Of two abstracts on narrow subjects one pair in a hundred has a cosine of .65 or more, two reports of one result .8 and more. */
const alikeFrom = 0.65;
/** What the same paper again would lose: as much as a perfect match brings. */
const alikePenalty = 1;
/** Only the best are compared with each other, as many times the wanted number. */
const shortlistFactor = 6;

interface Candidate extends DigestPaper {
  readonly score: number;
}

function bestFirst(a: Candidate, b: Candidate): number {
  return b.score - a.score || byNewest(a.paper, b.paper);
}

interface TopicQuestion {
  /** As people wrote it; undefined where every paper is wanted. */
  readonly topic: string | undefined;
  readonly question: string;
}

/** One question a topic. Of "pruning, has:code" the second is no subject of its own: it holds for every topic. */
function questionsFor(topics: readonly string[], now: number): TopicQuestion[] {
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

export interface ChooseDependencies {
  readonly ask: Ask;
  /** Has the papers encoded that came out on this day or later, "YYYY-MM-DD". */
  readonly encodeSince?: (day: string) => Promise<void>;
  /** What papers mean, to spread those that say the same; one that is not known is not compared. */
  readonly meaningsOf?: (papers: readonly Paper[]) => Promise<readonly (Float32Array | undefined)[]>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export type Choose = (wishes: Wishes, sent: ReadonlySet<string>) => Promise<Digest>;

/** Papers that fit the wishes and were not sent: by match, freshness and upvotes, those that say the same as a better one behind. */
export function createChoose({
  ask,
  encodeSince = async () => undefined,
  meaningsOf = async () => [],
  now,
}: ChooseDependencies): Choose {
  const firstNewDay = (): string => new Date(now() - newForDays * dayMs).toISOString().slice(0, 10);

  /** Also of two weeks in which nothing fits it is told how much there was. */
  async function countNew(): Promise<number> {
    const answer = await ask.ask(`since:${firstNewDay()}`, { limit: 1 });
    return answer.kind === 'matches' ? answer.found : 0;
  }

  async function candidatesOf({ topics, exclusions }: Wishes, narrowed: Narrowed): Promise<Candidate[]> {
    const byId = new Map<string, Candidate>();
    for (const { topic, question } of questionsFor(topics, now())) {
      for (const { paper, share } of await ask.matching(question, { ...narrowed, excluded: exclusions })) {
        if (paper.isWithdrawn === true) continue;
        const isNew = isNews(paper, firstNewDay());
        const score = share + freshnessWeight * freshness(paper, now()) + upvotesWeight * popularity(paper);
        const known = byId.get(paper.id);
        if (known === undefined || known.score < score) byId.set(paper.id, { paper, topic, isNew, score });
      }
    }
    return [...byId.values()].sort(bestFirst);
  }

  /** Takes the best one by one; each pushes back those that are much like it. */
  async function spread(candidates: readonly Candidate[], size: number): Promise<Candidate[]> {
    const shortlist = candidates.slice(0, size * shortlistFactor);
    const vectors = await meaningsOf(shortlist.map(({ paper }) => paper));
    const left = shortlist.map((candidate, index) => ({ candidate, alike: 0, vector: vectors[index] }));
    const worth = ({ candidate, alike }: (typeof left)[number]): number =>
      candidate.score - (alikePenalty * Math.max(alike - alikeFrom, 0)) / (1 - alikeFrom);
    const picked: Candidate[] = [];
    while (picked.length < size && left.length > 0) {
      const best = left.reduce((one, other) => (worth(other) > worth(one) ? other : one));
      left.splice(left.indexOf(best), 1);
      picked.push(best.candidate);
      for (const other of left) {
        if (best.vector === undefined || other.vector === undefined) continue;
        other.alike = Math.max(other.alike, similarity(best.vector, other.vector));
      }
    }
    return picked;
  }

  return async (wishes, sent) => {
    await encodeSince(firstNewDay());
    const published = await candidatesOf(wishes, { except: sent, since: firstNewDay() });
    const known = new Set(published.map(({ paper }) => paper.id));
    const others = (await candidatesOf(wishes, { except: sent })).filter(({ paper }) => !known.has(paper.id));
    // Those that came out earlier and were submitted lately.
    const submitted = others.filter(({ isNew }) => isNew);
    const news = await spread([...published, ...submitted].sort(bestFirst), wishes.size);
    const older = wishes.whenQuiet === 'archive' ? others.filter(({ isNew }) => !isNew) : [];
    const papers = [...news, ...(await spread(older, wishes.size - news.length))];
    // Those that came out before and were submitted lately are not counted.
    const newPapers = Math.max(await countNew(), news.length);
    if (papers.length > 0)
      return { kind: 'papers', papers: papers.map(({ paper, topic, isNew }) => ({ paper, topic, isNew })), newPapers };
    return { kind: wishes.whenQuiet === 'archive' ? 'archive-read' : 'nothing-new', newPapers };
  };
}
