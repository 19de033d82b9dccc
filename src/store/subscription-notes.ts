import type { Store } from './open-store.ts';
import { type Subscription, subscriptionOf } from './subscriptions.ts';

/** What somebody has to hear of a subscription and was not told yet; the newest replaces those before. */
export interface SubscriptionNote {
  readonly subscription: Subscription;
  readonly sentence: string;
  /** Tries before this one. */
  readonly attempts: number;
}

export interface SubscriptionNotes {
  add(id: string, sentence: string, now: number): Promise<void>;
  /** One that is due; it is due again after a pause by the number of its tries, unless it is removed. Undefined when none is. */
  claim(now: number, pauseMs: (attempts: number) => number): Promise<SubscriptionNote | undefined>;
  remove(id: string): Promise<void>;
}

export function createSubscriptionNotes({ db, rows }: Store): SubscriptionNotes {
  async function remove(id: string): Promise<void> {
    await db.deleteFrom('subscription_notes').where('subscription_id', '=', id).execute();
  }

  return {
    remove,
    async add(id, sentence, now) {
      const note = { sentence, not_before: now, attempts: 0 };
      await db
        .insertInto('subscription_notes')
        .values({ subscription_id: id, ...note })
        .onConflict((conflict) => conflict.column('subscription_id').doUpdateSet(note))
        .execute();
    },
    async claim(now, pauseMs) {
      const row = await db
        .selectFrom('subscription_notes')
        .innerJoin('subscriptions', 'subscriptions.id', 'subscription_notes.subscription_id')
        .selectAll()
        .where('not_before', '<=', now)
        .where('removed_at', 'is', null)
        .orderBy('not_before')
        .limit(1)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { subscription_id: id, attempts, sentence } = row;
      const { numUpdatedRows } = await db
        .updateTable('subscription_notes')
        .set({ attempts: attempts + 1, not_before: now + pauseMs(attempts) })
        .where('subscription_id', '=', id)
        // Another process was faster.
        .where('attempts', '=', attempts)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows !== 1n) return undefined;
      const [subscription] = rows.read('subscriptions', [row], () => id, subscriptionOf);
      // Of one that is damaged nobody knows who made it.
      if (subscription === undefined) await remove(id);
      return subscription && { subscription, sentence, attempts };
    },
  };
}
