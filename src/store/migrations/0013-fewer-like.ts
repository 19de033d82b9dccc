import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Papers of which a digest wants no more like them. */
export const fewerLike: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .alterTable('subscriptions')
      .addColumn('fewer_like', 'text', (column) => column.notNull().defaultTo('[]'))
      .execute();
  },
};
