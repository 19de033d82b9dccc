import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Workspaces in which Slack does not take cards, and since when that is known. */
export const plainWorkspaces: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('plain_workspaces')
      .addColumn('team', 'text', (column) => column.primaryKey())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .execute();
  },
};
