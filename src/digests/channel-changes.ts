import type { Channels } from '../store/channels.ts';
import type { SubscriptionNotes } from '../store/subscription-notes.ts';
import type { Place, Subscriptions } from '../store/subscriptions.ts';
import { type Digests, pausedByHand } from './digests.ts';

/** What is left of a digest after this is no news. */
const reopenWithinMs = 12 * 3_600_000;

export interface ChannelChangesDependencies {
  readonly subscriptions: Subscriptions;
  readonly channels: Channels;
  readonly kept: SubscriptionNotes;
  readonly digests: Pick<Digests, 'resume'>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export type ChannelChanges = ReturnType<typeof createChannelChanges>;

/** Digests follow what happens to their channels, so that nobody finds out by a post that fails. */
export function createChannelChanges({ subscriptions, channels, kept, digests, now }: ChannelChangesDependencies) {
  return {
    /** Nothing can be posted there any more: its digests stand still, and their makers hear why. */
    async closed(place: Place, reason: string): Promise<void> {
      for (const subscription of await subscriptions.in(place)) {
        if (subscription.paused !== undefined) continue;
        await subscriptions.pause(subscription, reason);
        await kept.add(subscription.id, reason, now());
      }
    },
    /** Something can be posted again: what stood still for the channel's sake goes on, a digest that was cut short too. */
    async opened(place: Place): Promise<void> {
      for (const subscription of await subscriptions.in(place)) {
        if (subscription.paused === undefined || subscription.paused === pausedByHand) continue;
        await digests.resume(subscription);
        await kept.remove(subscription.id);
      }
      await channels.reopen(place, now() - reopenWithinMs, now());
    },
    /** It goes by another id. */
    moved: (place: Place, to: string): Promise<void> => channels.move(place, to),
  };
}
