import { isPublishedSince } from '../papers/paper-date.ts';
import { cameOutSince } from '../search/came-out.ts';
import type { Collection } from '../search/collection.ts';
import { similarity } from '../search/meaning/meaning.ts';
import type { Person } from '../store/saved-papers.ts';
import type { Subscription, Wishes } from '../store/subscriptions.ts';
import { bestFirst, type Candidate, type CandidatesOf, firstNewDay } from './candidates.ts';
import type { Digest } from './digest.ts';
import { areAlike, type MeaningsOf } from './likeness.ts';

/** Of two abstracts on narrow subjects one pair in a hundred has a cosine of .65 or more, two reports of one result .8 and more. */
const alikeFrom = 0.65;
/** What the same paper again would lose: as much as a perfect match brings. */
const alikePenalty = 1;
/** Only the best are compared with each other, as many times the wanted number. */
const shortlistFactor = 6;

export interface ChooseDependencies {
  readonly library: Pick<Collection, 'list'>;
  readonly candidatesOf: CandidatesOf;
  /** Has the papers encoded that came out on this day or later, "YYYY-MM-DD". */
  readonly encodeSince?: (day: string) => Promise<void>;
  /** To spread papers that say the same, and keep out those like one that is not wanted. */
  readonly meaningsOf?: MeaningsOf;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

/** What papers mean. */
type Vectors = Awaited<ReturnType<MeaningsOf>>;

/** @param reader whose own digest it is; undefined: a channel's */
export type Choose = (wishes: Wishes, sent: ReadonlySet<string>, reader?: Person) => Promise<Digest>;

/** Whose own digest it is: that of their direct message with the bot. Undefined: a channel's. */
export function readerOf({
  team,
  channel,
  createdBy,
}: Pick<Subscription, 'team' | 'channel' | 'createdBy'>): Person | undefined {
  return channel.startsWith('D') ? { team, person: createdBy } : undefined;
}

/** Papers that fit the wishes and were not sent: by match, freshness and upvotes, those that say the same as a better one behind. */
export function createChoose({
  library,
  candidatesOf,
  encodeSince = async () => undefined,
  meaningsOf = async () => [],
  now,
}: ChooseDependencies): Choose {
  /** The best `most` with what they mean, without those that are like what is not wanted. */
  async function shortlistOf(candidates: readonly Candidate[], unwanted: Vectors, most: number) {
    const kept: { readonly candidate: Candidate; readonly vector: Float32Array | undefined }[] = [];
    for (let start = 0; start < candidates.length && kept.length < most; start += most) {
      const some = candidates.slice(start, start + most);
      const vectors = await meaningsOf(some.map(({ paper }) => paper));
      const all = some.map((candidate, index) => ({ candidate, vector: vectors[index] }));
      kept.push(...all.filter(({ vector }) => !unwanted.some((one) => areAlike(one, vector))));
    }
    return kept.slice(0, most);
  }

  /** Takes the best one by one; each pushes back those that are much like it. */
  async function spread(candidates: readonly Candidate[], unwanted: Vectors, size: number): Promise<Candidate[]> {
    const shortlist = await shortlistOf(candidates, unwanted, size * shortlistFactor);
    const left = shortlist.map((one) => ({ ...one, alike: 0 }));
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
    const since = firstNewDay(now());
    await encodeSince(since);
    const published = await candidatesOf(wishes, { except: sent, since });
    const known = new Set(published.map(({ paper }) => paper.id));
    const others = (await candidatesOf(wishes, { except: sent })).filter(({ paper }) => !known.has(paper.id));
    // Those that came out earlier and were submitted lately.
    const submitted = others.filter(({ isNew }) => isNew);
    const unwanted = await meaningsOf(wishes.fewerLike);
    const news = await spread([...published, ...submitted].sort(bestFirst), unwanted, wishes.size);
    const older = wishes.whenQuiet === 'archive' ? others.filter(({ isNew }) => !isNew) : [];
    const papers = [...news, ...(await spread(older, unwanted, wishes.size - news.length))];
    // Also of two weeks in which nothing fits it is told how much there was. What came out before and was submitted lately is not
    // counted, so nothing is said where such a paper is chosen.
    const areCounted = news.every(({ paper }) => isPublishedSince(paper, since));
    const { all: newPapers, roughlyDated } = await cameOutSince(library, since);
    const chosen = areCounted ? { newPapers, roughlyDated } : {};
    if (papers.length > 0)
      return { kind: 'papers', papers: papers.map(({ paper, topic, isNew }) => ({ paper, topic, isNew })), ...chosen };
    return { kind: wishes.whenQuiet === 'archive' ? 'archive-read' : 'nothing-new', ...chosen };
  };
}
