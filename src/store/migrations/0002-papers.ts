import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Papers that sources brought, what each source said, and how the reading of each source goes. */
export const papers: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('papers')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('paper', 'text', (column) => column.notNull())
      .addColumn('change', 'bigint', (column) => column.notNull().unique())
      .addColumn('changed_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('paper_facts')
      .addColumn('paper_id', 'text', (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('said', 'text', (column) => column.notNull())
      .addColumn('said_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('paper_facts_once', ['paper_id', 'source'])
      .execute();
    await db.schema
      .createTable('paper_changes')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('last', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('source_runs')
      .addColumn('source', 'text', (column) => column.primaryKey())
      .addColumn('last_success', 'bigint')
      .addColumn('last_new', 'bigint')
      .addColumn('last_failure', 'bigint')
      .addColumn('failure_reason', 'text')
      .addColumn('failing_since', 'bigint')
      .addColumn('failures', 'integer', (column) => column.notNull())
      .addColumn('next_at', 'bigint', (column) => column.notNull())
      .addColumn('lease', 'text')
      .addColumn('lease_until', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('source_slices')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('slice', 'text', (column) => column.notNull())
      .addColumn('read_at', 'bigint', (column) => column.notNull())
      .addColumn('papers', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('source_slices_once', ['source', 'slice'])
      .execute();
    await db.schema
      .createTable('source_backfills')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('span', 'text', (column) => column.notNull())
      .addColumn('started_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('source_backfills_once', ['source', 'span'])
      .execute();
  },
};
