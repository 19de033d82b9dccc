import { displayText } from '../papers/display-text.ts';
import type { Paper } from '../papers/paper.ts';
import type { Ask } from '../search/ask.ts';
import { authorQuestion } from '../search/question-text.ts';
import { type Follow, type Follows, type FollowTarget, knownOf } from '../store/follows.ts';
import type { Person } from '../store/saved-papers.ts';

/** What people follow, whichever way they say so. */
export interface FollowList {
  /** False where the person follows it. */
  followPaper(person: Person, paper: Paper): Promise<boolean>;
  /** How many papers of that name the library holds; undefined where the person follows them. */
  followAuthor(person: Person, name: string): Promise<number | undefined>;
  /** How many papers of that name the library holds. */
  papersBy(name: string): Promise<number>;
  /** Undefined where the person does not follow it. */
  stop(person: Person, target: FollowTarget): Promise<Follow | undefined>;
  /** Oldest first. */
  mine(person: Person): Promise<readonly Follow[]>;
}

export interface FollowListDependencies {
  readonly follows: Follows;
  readonly ask: Pick<Ask, 'matching'>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

/** Of each one the library is asked at every digest. */
export const maxFollows = 100;

export const authorTarget = (name: string): FollowTarget => ({ kind: 'author', target: name.toLowerCase() });

export function createFollowList({ follows, ask, now }: FollowListDependencies): FollowList {
  const papersBy = async (name: string): Promise<number> => (await ask.matching(authorQuestion(name))).length;
  return {
    papersBy,
    followPaper: (person, paper) =>
      follows.add(person, {
        ...{ kind: 'paper', target: paper.id, name: displayText(paper.title) },
        ...{ since: now(), told: knownOf(paper) },
      }),
    async followAuthor(person, name) {
      const isNew = await follows.add(person, { ...authorTarget(name), name, since: now(), told: [] });
      return isNew ? papersBy(name) : undefined;
    },
    stop: (person, target) => follows.remove(person, target),
    mine: (person) => follows.of(person),
  };
}
