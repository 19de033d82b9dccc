import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Workspaces and organisations that installed the app, and to which organisation a workspace belongs. */
export const installations: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('installations')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('installed_at', 'bigint', (column) => column.notNull())
      .addColumn('refresh_until', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createTable('organisation_teams')
      .addColumn('team', 'text', (column) => column.primaryKey())
      .addColumn('organisation', 'text', (column) => column.notNull())
      .execute();
  },
};
