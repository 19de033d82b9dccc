import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What is looked up once a second (what was planned in the future) and with each skipped digest (its papers), whatever piled up over the years. */
export const digestIndexes: Migration = {
  async up(db: Kysely<never>) {
    await db.schema.createIndex('deliveries_created_at').on('deliveries').column('created_at').execute();
    await db.schema.createIndex('sent_papers_delivery').on('sent_papers').column('delivery_id').execute();
  },
};
