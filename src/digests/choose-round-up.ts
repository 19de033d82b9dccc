import { displayText } from '../papers/display-text.ts';
import type { Paper } from '../papers/paper.ts';
import type { SavedCount, SavedPapers } from '../store/saved-papers.ts';
import type { Place, Subscription, Wishes } from '../store/subscriptions.ts';
import { questionsFor } from './candidates.ts';
import type { Digest } from './digest.ts';
import { areAlike, type MeaningsOf } from './likeness.ts';
import type { RoundUp, Subjects, Told } from './round-up.ts';
import { isWeekly } from './schedule.ts';
import { byUpvotes, type OfWeek } from './week.ts';

/** Of these channels those that everyone who reads along in a place may read as well; where nobody knows, none. */
export type ReadableFrom = (place: Place, channels: readonly string[]) => Promise<ReadonlySet<string>>;

/** A weekly digest with what is to be told of its week; every other one as it is. */
export type WithRoundUp = (digest: Digest, subscription: Subscription, readableFrom: ReadableFrom) => Promise<Digest>;

const weekMs = 7 * 86_400_000;

/** Papers of each list: what is to be seen at a glance. */
const maxTold = 3;
/** Of more channels nobody asks Slack. */
const maxChannels = 10;
/** Bars of the picture. One alone compares nothing, and a subject that one paper names is none of the week. */
const maxBars = 6;
const leastBars = 2;
const leastPapersOfKeyword = 2;
/** Of so many of the most upvoted it is known whether they are like one that is not wanted. */
const maxCompared = 30;

export interface RoundUpDependencies {
  readonly saved: Pick<SavedPapers, 'countsSince'>;
  readonly paperOf: (id: string) => Promise<Paper | undefined>;
  readonly ofWeek: OfWeek;
  readonly meaningsOf: MeaningsOf;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export function createWithRoundUp(dependencies: RoundUpDependencies): WithRoundUp {
  const { saved, paperOf, ofWeek, meaningsOf, now } = dependencies;

  /** What people saved in this channel, and in others that all its readers may read: who did, and where, is not told. */
  async function mostSaved({ team, channel }: Subscription, readableFrom: ReadableFrom): Promise<Told[]> {
    const counts = await saved.countsSince(team, now() - weekMs);
    const others = [...new Set(counts.map((one) => one.channel))].filter((id) => id !== channel).slice(0, maxChannels);
    const readable = others.length === 0 ? new Set<string>() : await readableFrom({ team, channel }, others);
    const sums = new Map<string, SavedCount>();
    for (const one of counts.filter((each) => each.channel === channel || readable.has(each.channel)))
      sums.set(one.id, { ...one, people: one.people + (sums.get(one.id)?.people ?? 0) });
    const most = [...sums.values()].sort((a, b) => b.people - a.people || (a.id < b.id ? 1 : -1)).slice(0, maxTold);
    return Promise.all(
      most.map(async ({ id, title, people }) => ({
        paper: (await paperOf(id)) ?? { id, title, abstract: '' },
        count: people,
      })),
    );
  }

  async function mostUpvoted({ exclusions, fewerLike }: Wishes, told: readonly Told[]): Promise<Told[]> {
    const isTold = new Set(told.map(({ paper }) => paper.id));
    const upvoted = byUpvotes(await ofWeek({ topics: [], exclusions }))
      .filter(({ id }) => !isTold.has(id))
      .slice(0, maxCompared);
    const unwanted = await meaningsOf(fewerLike);
    const vectors = unwanted.length === 0 ? [] : await meaningsOf(upvoted);
    return upvoted
      .filter((_, index) => !unwanted.some((one) => areAlike(one, vectors[index])))
      .slice(0, maxTold)
      .map((paper) => ({ paper, count: paper.upvotes ?? 0 }));
  }

  /** Readers who chose topics learn how much comes of each, and whether one is worth its place; to all others the papers' own words tell what the week was about. */
  async function subjectsOf({ topics, exclusions }: Wishes): Promise<Subjects | undefined> {
    const questions = questionsFor(topics, now());
    const counts = await Promise.all(
      questions.map(async ({ topic, question }) => ({
        name: topic ?? '',
        of: await ofWeek({ topics: question.trim() === '' ? [] : [question], exclusions }),
      })),
    );
    if (counts.every(({ of }) => of.length === 0)) return undefined;
    const ranked = (all: readonly { name: string; papers: number }[]) =>
      all.toSorted((a, b) => b.papers - a.papers || a.name.localeCompare(b.name, 'en')).slice(0, maxBars);
    if (counts.length >= leastBars)
      return { of: 'topics', counts: ranked(counts.map(({ name, of }) => ({ name, papers: of.length }))) };
    const named = keywordCounts(counts.flatMap(({ of }) => of));
    return named.length < leastBars ? undefined : { of: 'keywords', counts: ranked(named) };
  }

  return async (digest, subscription, readableFrom) => {
    if (!isWeekly(subscription)) return digest;
    const most = await mostSaved(subscription, readableFrom);
    const [upvoted, subjects] = await Promise.all([mostUpvoted(subscription, most), subjectsOf(subscription)]);
    const roundUp: RoundUp = { saved: most, upvoted, subjects };
    const isEmpty = most.length + upvoted.length === 0 && subjects === undefined;
    return isEmpty ? digest : { ...digest, roundUp };
  };
}

/** Subjects that several papers name. A subject is written as the first of them has it. */
function keywordCounts(papers: readonly Paper[]): { name: string; papers: number }[] {
  const counts = new Map<string, { name: string; papers: number }>();
  for (const { keywords = [] } of papers) {
    const own = new Map(keywords.map((word) => [word.trim().toLowerCase(), displayText(word).trim()]));
    for (const [key, name] of own) counts.set(key, { name, papers: (counts.get(key)?.papers ?? 0) + 1 });
  }
  return [...counts.values()].filter(({ name, papers: count }) => name !== '' && count >= leastPapersOfKeyword);
}
