import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Questions that Slack was told are taken, until they are answered; and workspaces that refuse the bot. */
export const questions: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('questions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('question', 'text')
      .addColumn('not_before', 'bigint', (column) => column.notNull())
      .addColumn('lease', 'text')
      .addColumn('lease_until', 'bigint', (column) => column.notNull())
      .addColumn('posting_since', 'bigint')
      .addColumn('answer', 'text')
      .addColumn('kept_at', 'bigint', (column) => column.notNull())
      .addColumn('finished_at', 'bigint')
      .execute();
    // Looked up once a second, whatever piled up in a week.
    await db.schema.createIndex('questions_open').on('questions').columns(['finished_at', 'not_before']).execute();
    await db.schema.createIndex('questions_kept_at').on('questions').column('kept_at').execute();
    await db.schema
      .createTable('access_losses')
      .addColumn('team', 'text', (column) => column.primaryKey())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addColumn('code', 'text', (column) => column.notNull())
      .addColumn('sentence', 'text', (column) => column.notNull())
      .execute();
  },
};
