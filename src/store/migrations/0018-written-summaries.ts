import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a language model wrote of papers, and how often it was asked. */
export const writtenSummaries: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('written_summaries')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('summary', 'text', (column) => column.notNull())
      .addColumn('written_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('summary_days')
      .addColumn('day', 'text', (column) => column.primaryKey())
      .addColumn('asked', 'integer', (column) => column.notNull())
      .execute();
  },
};
