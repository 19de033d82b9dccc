import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Digests that sleep until a day, and digests that were stopped: these stay for a while, with what they sent, so that it can be undone. */
export const snoozeAndUndo: Migration = {
  async up(db: Kysely<never>) {
    await db.schema.alterTable('subscriptions').addColumn('snoozed_until', 'bigint').execute();
    await db.schema.alterTable('subscriptions').addColumn('removed_at', 'bigint').execute();
    await db.schema.createIndex('subscriptions_removed_at').on('subscriptions').column('removed_at').execute();
  },
};
