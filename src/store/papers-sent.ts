import type { Store } from './open-store.ts';

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
