import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where somebody linked a paper first, and the conversations that want no previews of papers. */
export const sharedLinks: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('shared_links')
      .addColumn('team', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('paper_id', 'text', (column) => column.notNull())
      .addColumn('ts', 'text', (column) => column.notNull())
      .addColumn('shared_by', 'text', (column) => column.notNull())
      .addColumn('shared_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('shared_links_key', ['team', 'channel', 'paper_id'])
      .execute();
    await db.schema
      .createIndex('shared_links_paper')
      .on('shared_links')
      .columns(['team', 'paper_id', 'shared_at'])
      .execute();
    await db.schema
      .createTable('previews_off')
      .addColumn('team', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('previews_off_key', ['team', 'channel'])
      .execute();
  },
};
