import type { Transaction } from 'kysely';
import type { Delivery } from './delivery.ts';
import type { Store } from './open-store.ts';
import type { Tables } from './tables.ts';

/** Ids of the papers of a subscription, and of those that were stopped in its place before it was set up: nobody there reads them again. */
export async function papersSent(db: Store['db'], subscription: string): Promise<ReadonlySet<string>> {
  const stoppedBefore = db
    .selectFrom('subscriptions as stopped')
    .innerJoin('subscriptions as begun', (join) =>
      join
        .onRef('begun.team', '=', 'stopped.team')
        .onRef('begun.channel', '=', 'stopped.channel')
        .onRef('begun.created_at', '>=', 'stopped.removed_at'),
    )
    .where('begun.id', '=', subscription)
    .select('stopped.id');
  const rows = await db
    .selectFrom('sent_papers')
    .select('paper_id')
    .where(({ or, eb }) => or([eb('subscription_id', '=', subscription), eb('subscription_id', 'in', stoppedBefore)]))
    .execute();
  return new Set(rows.map((row) => row.paper_id));
}

/** Keeps papers for one delivery; false, and none is kept, where another of its subscription has one of them. */
export async function keepForSending(
  transaction: Transaction<Tables>,
  { id, subscriptionId }: Pick<Delivery, 'id' | 'subscriptionId'>,
  paperIds: readonly string[],
): Promise<boolean> {
  if (paperIds.length === 0) return true;
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('sent_papers')
    .values(paperIds.map((paper_id) => ({ subscription_id: subscriptionId, paper_id, delivery_id: id })))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === BigInt(paperIds.length)) return true;
  await transaction.deleteFrom('sent_papers').where('delivery_id', '=', id).execute();
  return false;
}
