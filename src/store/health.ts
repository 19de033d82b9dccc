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

export interface Queues {
  /** Deliveries that could be posted now. */
  readonly due: number;
  /** When the oldest of them was due; undefined when there is none. */
  readonly oldestDue: number | undefined;
  /** Questions that nobody has answered yet. */
  readonly questions: number;
}

export const noQueues: Queues = { due: 0, oldestDue: undefined, questions: 0 };

/** What waits to be done. @param now milliseconds since 1970-01-01 UTC */
export async function queues({ db }: Store, now: number): Promise<Queues> {
  const [due, open] = await Promise.all([
    db
      .selectFrom('deliveries')
      .select(({ fn }) => [fn.countAll<number | string>().as('count'), fn.min('due_at').as('oldest')])
      .where('state', 'in', ['pending', 'posting'])
      .where('not_before', '<=', now)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('questions')
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .where('question', 'is not', null)
      .executeTakeFirstOrThrow(),
  ]);
  const oldestDue: number | null = due.oldest;
  return { due: Number(due.count), oldestDue: oldestDue ?? undefined, questions: Number(open.count) };
}
