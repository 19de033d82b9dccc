import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the makers of digests have to hear and were not told yet. */
export const subscriptionNotes: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('subscription_notes')
      .addColumn('subscription_id', 'text', (column) =>
        column.primaryKey().references('subscriptions.id').onDelete('cascade'),
      )
      .addColumn('sentence', 'text', (column) => column.notNull())
      .addColumn('not_before', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .execute();
  },
};
