import { type ExpressionBuilder, sql } from 'kysely';
import type { Store } from './open-store.ts';
import { isSetUp, type Maker, type Subscription, type SubscriptionKey, subscriptionOf } from './subscriptions.ts';
import type { Tables } from './tables.ts';

/** So long a digest that was stopped can be brought back, and its place is not sent its papers again. In days. */
export const keptAfterStopDays = 30;
const keptAfterStopMs = keptAfterStopDays * 86_400_000;

/** Why a delivery ended that was not posted in full. */
const stoppedReason = 'The digest was stopped.';

/** Digests that somebody stopped, kept for a while. */
export interface StoppedSubscriptions {
  /** Stops one, a damaged one too, and what is under way of it; false where somebody else did. */
  stop(key: SubscriptionKey, now: number): Promise<boolean>;
  /** As it was when somebody stopped it; undefined when nobody did, or too long ago. */
  get(key: SubscriptionKey, now: number): Promise<Subscription | undefined>;
  /** The same of one that a person set up, wherever it posted. */
  getOwn(maker: Maker, id: string, now: number): Promise<Subscription | undefined>;
  /** Brings it back as it was, due next at `nextAt`, with what was under way. Undefined where somebody else did, or set up the same. */
  restore(stopped: Subscription, nextAt: number): Promise<Subscription | undefined>;
}

export function createStoppedSubscriptions({ db, engine, rows }: Store): StoppedSubscriptions {
  const isAt =
    ({ id, team, channel }: SubscriptionKey) =>
    ({ and }: ExpressionBuilder<Tables, 'subscriptions'>) =>
      and({ id, team, channel });
  const keptAt = (now: number) =>
    db
      .selectFrom('subscriptions')
      .selectAll()
      .where('removed_at', '>=', now - keptAfterStopMs);

  return {
    async stop(key, now) {
      const isNew = await db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('subscriptions')
          .set({ removed_at: now })
          .where(isAt(key))
          .where('removed_at', 'is', null)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows !== 1n) return false;
        // A worker that holds one of them loses it, and takes back what it posts of it.
        await transaction
          .updateTable('deliveries')
          .set({ lease: null, lease_until: 0, state: 'skipped', reason: stoppedReason, finished_at: now })
          .where('subscription_id', '=', key.id)
          .where('state', 'in', ['pending', 'posting'])
          .execute();
        return true;
      });
      rows.forget('subscriptions', key.id);
      return isNew;
    },
    async get(key, now) {
      const found = await keptAt(now).where(isAt(key)).execute();
      return rows.read('subscriptions', found, ({ id }) => id, subscriptionOf)[0];
    },
    async getOwn({ team, createdBy }, id, now) {
      const found = await keptAt(now)
        .where('id', '=', id)
        .where('team', '=', team)
        .where('created_by', '=', createdBy)
        .execute();
      return rows.read('subscriptions', found, (row) => row.id, subscriptionOf)[0];
    },
    async restore(stopped, nextAt) {
      return db.transaction().execute(async (transaction) => {
        if (await isSetUp(transaction, engine, stopped)) return undefined;
        const restored = await transaction
          .updateTable('subscriptions')
          .set({ removed_at: null, next_at: nextAt })
          .where(isAt(stopped))
          .where('removed_at', 'is not', null)
          .returningAll()
          .execute();
        if (restored.length === 0) return undefined;
        await transaction
          .updateTable('deliveries')
          .set(({ eb }) => ({
            state: eb.case().when('posting_since', 'is', null).then('pending').else('posting').end(),
            reason: null,
            finished_at: null,
          }))
          .where('subscription_id', '=', stopped.id)
          .where('reason', '=', stoppedReason)
          .execute();
        return rows.read('subscriptions', restored, ({ id }) => id, subscriptionOf)[0];
      });
    },
  };
}

/** Forgets those that were stopped long ago, with what they sent; not while a digest that was set up in their place since leaves it out. */
export async function forgetStopped({ db }: Store, now: number): Promise<void> {
  await db
    .deleteFrom('subscriptions')
    .where('removed_at', '<', now - keptAfterStopMs)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('subscriptions as since')
            .select(sql.lit(1).as('one'))
            .whereRef('since.id', '!=', 'subscriptions.id')
            .whereRef('since.team', '=', 'subscriptions.team')
            .whereRef('since.channel', '=', 'subscriptions.channel')
            .whereRef('since.created_at', '>=', 'subscriptions.removed_at'),
        ),
      ),
    )
    .execute();
}
