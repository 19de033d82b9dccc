import type { Paper } from '../papers/paper.ts';
import type { Person, SavedPaper, SavedPapers } from '../store/saved-papers.ts';
import type { Wishes } from '../store/subscriptions.ts';
import { type CandidatesOf, firstNewDay } from './candidates.ts';
import type { Choose } from './choose.ts';
import type { Digest, DigestPaper } from './digest.ts';
import { areAlike, likenessOf, type MeaningsOf } from './likeness.ts';

/** More would crowd out what the digest is about. */
const maxLike = 2;
/** Interests move on: papers like these last ones alone. */
const recentlySaved = 20;
/** Of the last ones also older papers are looked for, each among so many of its nearest. */
const lookedUp = 5;
const nearest = 20;
/** New papers compared, the freshest and most upvoted first: what each means is read from the store. */
const maxCompared = 1_000;

export interface SavedLikeDependencies {
  readonly choose: Choose;
  readonly saved: Pick<SavedPapers, 'of'>;
  readonly candidatesOf: CandidatesOf;
  /** Papers like the one with this id, at most so many. */
  readonly similarTo: (id: string, limit: number) => Promise<readonly Paper[]>;
  readonly meaningsOf: MeaningsOf;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

interface Found extends DigestPaper {
  readonly likeness: number;
}

/**
 * A digest of one's own with papers like those that its reader saved, where they asked for it: at most two, nearest first, none that was
 * sent or saved, and none that is less than "like this" by the rule of likeness.ts. They count among its papers: where it is full the
 * last ones make room, but for half of them.
 */
export function createWithSavedLike(dependencies: SavedLikeDependencies): Choose {
  const { choose, saved, candidatesOf, similarTo, meaningsOf, now } = dependencies;

  /** Of each of the papers how near it is to the nearest that was saved; only those that are near. */
  async function nearTo(
    recent: readonly SavedPaper[],
    papers: readonly Omit<DigestPaper, 'because'>[],
    unwanted: readonly (Float32Array | undefined)[],
  ): Promise<Found[]> {
    const [own, vectors] = await Promise.all([meaningsOf(recent), meaningsOf(papers.map(({ paper }) => paper))]);
    return papers.flatMap((one, index): Found[] => {
      const vector = vectors[index];
      if (vector === undefined || unwanted.some((other) => areAlike(other, vector))) return [];
      const near = recent
        .flatMap((kept, place) => {
          const likeness = likenessOf(own[place], vector);
          return likeness === undefined ? [] : [{ kept, likeness }];
        })
        .toSorted((a, b) => b.likeness - a.likeness)[0];
      return near === undefined
        ? []
        : [{ ...one, topic: undefined, likeness: near.likeness, because: { kind: 'saved', name: near.kept.title } }];
    });
  }

  async function likeSaved(wishes: Wishes, reader: Person, taken: ReadonlySet<string>): Promise<DigestPaper[]> {
    const all = await saved.of(reader);
    const recent = all.slice(0, recentlySaved);
    if (recent.length === 0) return [];
    const except = new Set([...taken, ...all.map(({ id }) => id)]);
    const isFree = ({ id, isWithdrawn }: Paper): boolean => !except.has(id) && isWithdrawn !== true;
    const { exclusions, whenQuiet } = wishes;
    const unwanted = await meaningsOf(wishes.fewerLike);
    const nearestOf = async (papers: readonly Omit<DigestPaper, 'because'>[]): Promise<Found[]> =>
      (await nearTo(recent, papers, unwanted)).toSorted((a, b) => b.likeness - a.likeness).slice(0, maxLike);
    const since = firstNewDay(now());
    const news = await candidatesOf({ topics: [], exclusions }, { except, since });
    const found = await nearestOf(
      news.slice(0, maxCompared).map(({ paper }) => ({ paper, topic: undefined, isNew: true })),
    );
    if (found.length === maxLike || whenQuiet !== 'archive') return found;
    const wanted = new Set((await candidatesOf({ topics: [], exclusions }, { except })).map(({ paper }) => paper.id));
    const near = await Promise.all(recent.slice(0, lookedUp).map(({ id }) => similarTo(id, nearest)));
    const isFound = new Set(found.map(({ paper }) => paper.id));
    const older = [...new Map(near.flat().map((paper) => [paper.id, paper])).values()]
      .filter((paper) => isFree(paper) && wanted.has(paper.id) && !isFound.has(paper.id))
      .map((paper) => ({ paper, topic: undefined, isNew: false }));
    return [...found, ...(await nearestOf(older))].slice(0, maxLike);
  }

  return async (wishes, sent, reader) => {
    const digest = await choose(wishes, sent, reader);
    if (!wishes.savedLike || reader === undefined) return digest;
    const papers = digest.kind === 'papers' ? digest.papers : [];
    const taken = new Set([...sent, ...papers.map(({ paper }) => paper.id)]);
    const like = await likeSaved(wishes, reader, taken);
    if (like.length === 0) return digest;
    return withLike(digest, papers, like, wishes.size);
  };
}

function withLike(digest: Digest, papers: readonly DigestPaper[], like: readonly DigestPaper[], size: number): Digest {
  const kept = papers.slice(0, Math.max(size - like.length, Math.ceil(size / 2)));
  const all = [...kept, ...like.map(({ paper, topic, isNew, because }) => ({ paper, topic, isNew, because }))];
  const { newPapers, roughlyDated, roundUp } = digest;
  return { kind: 'papers', papers: all.slice(0, size), newPapers, roughlyDated, roundUp };
}
