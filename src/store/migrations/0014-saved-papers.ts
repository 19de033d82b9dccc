import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What people keep to read later. One that was removed stays for a while, so that it can be undone. */
export const savedPapers: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('saved_papers')
      .addColumn('team', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('paper_id', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('channel', 'text')
      .addColumn('saved_at', 'bigint', (column) => column.notNull())
      .addColumn('read_at', 'bigint')
      .addColumn('removed_at', 'bigint')
      .addPrimaryKeyConstraint('saved_papers_key', ['team', 'person', 'paper_id'])
      .execute();
    await db.schema
      .createIndex('saved_papers_channel')
      .on('saved_papers')
      .columns(['team', 'channel', 'saved_at'])
      .execute();
    await db.schema.createIndex('saved_papers_removed_at').on('saved_papers').column('removed_at').execute();
  },
};
