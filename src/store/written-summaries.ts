import { sql } from 'kysely';
import type { Store } from './open-store.ts';

/** Digests tell of the papers of two weeks; details of older ones are opened now and then. */
const keptMs = 180 * 86_400_000;

export interface WrittenSummaries {
  /** Those that were written, by their keys. */
  get(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  add(key: string, summary: string, now: number): Promise<void>;
  /** Takes one of the questions that the model may be asked on a day, "YYYY-MM-DD"; false when none is left. */
  spend(day: string, most: number): Promise<boolean>;
  /** How often the model was asked on a day. */
  spent(day: string): Promise<number>;
}

export function createWrittenSummaries({ db }: Pick<Store, 'db'>): WrittenSummaries {
  return {
    async get(keys) {
      if (keys.length === 0) return new Map();
      const rows = await db.selectFrom('written_summaries').selectAll().where('key', 'in', keys).execute();
      return new Map(rows.map(({ key, summary }) => [key, summary]));
    },
    async add(key, summary, now) {
      await db
        .insertInto('written_summaries')
        .values({ key, summary, written_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await db
        .deleteFrom('written_summaries')
        .where('written_at', '<', now - keptMs)
        .execute();
    },
    async spend(day, most) {
      await db.deleteFrom('summary_days').where('day', '<', day).execute();
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('summary_days')
        .values({ day, asked: 1 })
        .onConflict((conflict) =>
          conflict
            .column('day')
            .doUpdateSet({ asked: sql`summary_days.asked + 1` })
            .where('summary_days.asked', '<', most),
        )
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
    async spent(day) {
      const row = await db.selectFrom('summary_days').select('asked').where('day', '=', day).executeTakeFirst();
      return row?.asked ?? 0;
    },
  };
}
