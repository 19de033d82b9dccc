import { displayText } from '../papers/display-text.ts';
import { paperLinks } from '../papers/links.ts';
import type { Paper } from '../papers/paper.ts';
import type { Ask } from '../search/ask.ts';
import { authorQuestion } from '../search/question-text.ts';
import { codeKey, type Follow, type Follows, paperKey, versionKey } from '../store/follows.ts';
import type { Person } from '../store/saved-papers.ts';
import { type CandidatesOf, firstNewDay } from './candidates.ts';
import type { Choose } from './choose.ts';
import type { FollowLine } from './follow-line.ts';
import { likenessOf, type MeaningsOf } from './likeness.ts';

/** What is new of the authors and papers that the reader of a digest of their own follows, a line each. */

/** More lines nobody reads below a digest; what is left over comes the next time. */
const maxLines = 6;
/** Of one author or paper. */
const maxOfOne = 3;
/** New papers compared with one that is followed. */
const maxCompared = 1_000;

export interface FollowedDependencies {
  readonly choose: Choose;
  readonly follows: Pick<Follows, 'of'>;
  readonly ask: Pick<Ask, 'matching' | 'paper'>;
  readonly candidatesOf: CandidatesOf;
  readonly meaningsOf: MeaningsOf;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export function createWithFollowed(dependencies: FollowedDependencies): Choose {
  const { choose, follows, ask, candidatesOf, meaningsOf, now } = dependencies;

  const line = (follow: Follow, { id, title }: Paper, news: FollowLine['news'], key: string): FollowLine => {
    const { kind, target, name } = follow;
    return { kind, target, name, news, key, id, title: displayText(title) };
  };

  /** Papers of the last two weeks. */
  async function ofAuthor(follow: Follow): Promise<FollowLine[]> {
    const found = await ask.matching(authorQuestion(follow.name), { since: firstNewDay(now()) });
    return found.map(({ paper }) => line(follow, paper, 'paper', paperKey(paper.id)));
  }

  async function ofPaper(
    follow: Follow,
    news: readonly Paper[],
    vectors: Awaited<ReturnType<MeaningsOf>>,
  ): Promise<FollowLine[]> {
    const paper = await ask.paper(follow.target);
    if (paper === undefined) return [];
    const { version = 0 } = paper;
    const isVersionKnown = follow.told.some((key) => key === versionKey(1));
    const [own] = await meaningsOf([paper]);
    const like = news
      .flatMap((other, index) => {
        const likeness = other.id === paper.id ? undefined : likenessOf(own, vectors[index]);
        return likeness === undefined ? [] : [{ other, likeness }];
      })
      .toSorted((a, b) => b.likeness - a.likeness);
    return [
      ...(paperLinks(paper).code.length > 0 ? [line(follow, paper, 'code', codeKey)] : []),
      ...(isVersionKnown && version > 1 ? [line(follow, paper, 'version', versionKey(version))] : []),
      ...like.map(({ other }) => line(follow, other, 'paper', paperKey(other.id))),
    ];
  }

  async function linesFor(reader: Person, taken: ReadonlySet<string>): Promise<FollowLine[]> {
    const all = await follows.of(reader);
    if (all.length === 0) return [];
    const needsNews = all.some(({ kind }) => kind === 'paper');
    const candidates = needsNews
      ? await candidatesOf({ topics: [], exclusions: [] }, { since: firstNewDay(now()) })
      : [];
    const news = candidates.slice(0, maxCompared).map(({ paper }) => paper);
    const vectors = await meaningsOf(news);
    const told = new Set<string>();
    const lines: FollowLine[] = [];
    for (const follow of all) {
      const found = follow.kind === 'author' ? await ofAuthor(follow) : await ofPaper(follow, news, vectors);
      // One that the digest holds needs no line besides, nor has one paper two.
      const isNew = ({ key, id, news: what }: FollowLine): boolean =>
        !follow.told.includes(key) && !(what === 'paper' && (taken.has(id) || told.has(id)));
      for (const one of found.filter(isNew).slice(0, maxOfOne)) {
        if (one.news === 'paper') told.add(one.id);
        lines.push(one);
      }
    }
    return lines.slice(0, maxLines);
  }

  return async (wishes, sent, reader) => {
    const digest = await choose(wishes, sent, reader);
    if (reader === undefined) return digest;
    const papers = digest.kind === 'papers' ? digest.papers : [];
    const followed = await linesFor(reader, new Set(papers.map(({ paper }) => paper.id)));
    return followed.length === 0 ? digest : { ...digest, followed };
  };
}
