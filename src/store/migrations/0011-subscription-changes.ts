import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who changed a digest last: its channel reads that in the list of its digests, not in a message each time. */
export const subscriptionChanges: Migration = {
  async up(db: Kysely<never>) {
    await db.schema.alterTable('subscriptions').addColumn('changed_by', 'text').execute();
  },
};
