import { sql } from 'kysely';
import type { Store } from './open-store.ts';

/** The store answers within `timeoutMs`. */
export async function isReachable({ db }: Store, timeoutMs: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), timeoutMs);
  try {
    return await Promise.race([late, sql`select 1`.execute(db).then(() => true)]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** How many deliveries are in each state. */
export async function deliveryCounts({ db }: Store): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('deliveries')
    .select(({ fn }) => ['state', fn.countAll<number | string>().as('count')])
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, Number(count)]));
}
