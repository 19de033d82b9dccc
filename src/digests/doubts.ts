import { isPublishedSince } from '../papers/paper-date.ts';
import type { Ask } from '../search/ask.ts';
import type { Place, Subscription, Subscriptions, Wishes } from '../store/subscriptions.ts';
import { dayBefore, questionsFor } from './candidates.ts';
import { wishesAsText } from './subscription-words.ts';

/** A subject on which nothing came out for so long may be a slip. In days. */
const doubtAfterDays = 90;
/** Fewer new papers tell nothing about what comes out, and all that the library holds is looked at; Daily Papers lists as many in a week. */
const tellingPapers = 200;

/** What somebody should look at before a digest is set up. */
export type Doubt =
  /** The library has nothing on these topics, or nothing of the last `days`. */
  | { readonly kind: 'no-papers'; readonly topics: readonly string[]; readonly days: number | undefined }
  /** A digest on the same is there already, at another time or of another size. */
  | { readonly kind: 'same-subject'; readonly subscription: Subscription };

export interface DoubtsDependencies {
  readonly ask: Pick<Ask, 'matching' | 'newest'>;
  readonly subscriptions: Pick<Subscriptions, 'in'>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

const alike = (words: readonly string[]): string =>
  words
    .map((word) => word.toLowerCase())
    .toSorted()
    .join('\n');

function areOnTheSame(one: Wishes, other: Wishes): boolean {
  return alike(one.topics) === alike(other.topics) && alike(one.exclusions) === alike(other.exclusions);
}

export type Doubts = ReturnType<typeof createDoubts>;

export function createDoubts({ ask, subscriptions, now }: DoubtsDependencies) {
  return {
    /** About topics; not those of `before`. */
    async ofTopics(wishes: Wishes, before?: Wishes): Promise<Doubt[]> {
      const since = dayBefore(now(), doubtAfterDays);
      const { total, matches } = await ask.newest({ offset: tellingPapers - 1, limit: 1 });
      // Papers are still to come.
      if (total === 0) return [];
      const [last] = matches;
      const isFresh = last !== undefined && isPublishedSince(last.paper, since);
      const topics: string[] = [];
      for (const { topic, question } of questionsFor(wishes.topics, now())) {
        if (topic === undefined || before?.topics.includes(topic) === true) continue;
        const found = await ask.matching(question, isFresh ? { since } : {});
        if (found.length === 0) topics.push(topic);
      }
      return topics.length === 0 ? [] : [{ kind: 'no-papers', topics, days: isFresh ? doubtAfterDays : undefined }];
    },
    /** About another digest in the place. */
    async ofPlace(place: Place, wishes: Wishes): Promise<Doubt[]> {
      const same = (await subscriptions.in(place)).filter((one) => areOnTheSame(one, wishes));
      // The very same is no matter of doubt: it is not set up again.
      if (same.some((one) => wishesAsText(one) === wishesAsText(wishes))) return [];
      return same.slice(0, 1).map((subscription) => ({ kind: 'same-subject', subscription }));
    },
  };
}
