import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What papers and topics of subscriptions mean, by the hash of their texts and the encoder. */
export const paperVectors = (engine: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('paper_vectors')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('vectors', engine === 'postgres' ? sql`bytea` : sql`blob`)
      .addColumn('number', 'bigint', (column) => column.unique())
      .addColumn('lease', 'text')
      .addColumn('lease_until', 'bigint', (column) => column.notNull())
      .addColumn('needed_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('paper_vectors_needed_at').on('paper_vectors').column('needed_at').execute();
    await db.schema
      .createTable('paper_vector_numbers')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('last', 'bigint', (column) => column.notNull())
      .execute();
  },
});
