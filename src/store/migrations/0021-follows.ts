import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Authors and papers that people follow, what each was told of them, and digests that bring papers like those saved. */
export const follows: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .alterTable('subscriptions')
      .addColumn('saved_like', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createTable('follows')
      .addColumn('team', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addColumn('told', 'text', (column) => column.notNull().defaultTo(sql.lit('[]')))
      .addPrimaryKeyConstraint('follows_key', ['team', 'person', 'kind', 'target'])
      .execute();
  },
};
