import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Lists that only one person saw: Slack does not give them back, and whichever process they go on with must know them. */
export const shownLists: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('shown_lists')
      .addColumn('team', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('thread', 'text')
      .addColumn('ts', 'text', (column) => column.notNull())
      .addColumn('posted', 'text', (column) => column.notNull())
      .addColumn('shown_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('shown_lists_key', ['team', 'person', 'channel', 'ts'])
      .execute();
    await db.schema.createIndex('shown_lists_shown_at').on('shown_lists').column('shown_at').execute();
  },
};
