import type { Logger } from 'pino';
import { somebodyWhoLeft } from '../store/forget.ts';
import type { SubscriptionNotes } from '../store/subscription-notes.ts';
import type { Subscription, Subscriptions } from '../store/subscriptions.ts';
import type { DigestPost } from './digest-post.ts';

/** Between two tries; a note that nobody takes for a week is for the log. */
const firstPauseMs = 30_000;
const longestPauseMs = 3_600_000;
const maxAttempts = 170;

export interface NotesDependencies {
  readonly kept: SubscriptionNotes;
  readonly subscriptions: Pick<Subscriptions, 'in'>;
  readonly post: Pick<DigestPost, 'tell'>;
  /** Who is told when no maker is left: Slack id of whoever runs the bot. */
  readonly installer: string | undefined;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export type Notes = ReturnType<typeof createNotes>;

/**
 * What the makers of digests have to hear: that one stands still, or was not posted. A note is kept until somebody was told: whoever
 * made the subscription; when that person is gone, the makers of the channel's other digests; else whoever runs the bot.
 */
export function createNotes({ kept, subscriptions, post, installer, logger, now }: NotesDependencies) {
  async function peopleFor(subscription: Subscription): Promise<string[]> {
    const others = (await subscriptions.in(subscription)).map(({ createdBy }) => createdBy);
    const makers = [subscription.createdBy, ...others].filter((maker) => maker !== somebodyWhoLeft);
    return [...new Set([...makers, ...(installer === undefined ? [] : [installer])])];
  }

  /** True once nothing is left to do. */
  async function isSettled(subscription: Subscription, sentence: string): Promise<boolean> {
    for (const person of await peopleFor(subscription)) {
      const told = await post.tell(person, subscription, sentence);
      if (told === 'later') return false;
      if (told === 'told') return true;
    }
    logger.error({ subscription: subscription.id, reason: sentence }, 'Nobody is left who could be told of a digest');
    return true;
  }

  /** Tells those that are due. */
  async function tell(): Promise<void> {
    for (;;) {
      const due = await kept.claim(now(), (attempts) => Math.min(firstPauseMs * 2 ** attempts, longestPauseMs));
      if (due === undefined) return;
      const { subscription, sentence, attempts } = due;
      if ((await isSettled(subscription, sentence)) || attempts > maxAttempts) await kept.remove(subscription.id);
    }
  }

  return {
    keep: ({ id }: Pick<Subscription, 'id'>, sentence: string): Promise<void> => kept.add(id, sentence, now()),
    tell,
  };
}
