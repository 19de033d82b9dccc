import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Full-text search for more papers than memory holds: PostgreSQL alone has it. Its index is derived from the papers, and made anew when
 * what is indexed changes.
 */
export const paperSearch: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('paper_search')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('paper', 'text', (column) => column.notNull())
      .addColumn('words', sql`tsvector`, (column) => column.notNull())
      .addColumn('first_day', 'integer', (column) => column.notNull())
      .addColumn('last_day', 'integer', (column) => column.notNull())
      .addColumn('has_code', 'boolean', (column) => column.notNull())
      .addColumn('upvotes', 'integer', (column) => column.notNull())
      .execute();
    await sql`create index paper_search_words on paper_search using gin (words)`.execute(db);
    await sql`create index paper_search_newest on paper_search (first_day desc, id desc)`.execute(db);
    await db.schema
      .createTable('paper_terms')
      // Sorted by bytes, so that "qu%" can use the index whatever the database's language is.
      .addColumn('term', sql`text collate "C"`, (column) => column.primaryKey())
      .addColumn('papers', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('paper_acronyms')
      .addColumn('short', 'text', (column) => column.notNull())
      .addColumn('long', 'text', (column) => column.notNull())
      .addColumn('papers', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('paper_acronyms_once', ['short', 'long'])
      .execute();
    await db.schema.createIndex('paper_acronyms_long').on('paper_acronyms').column('long').execute();
    await db.schema
      .createTable('paper_search_state')
      .addColumn('version', 'text', (column) => column.primaryKey())
      .addColumn('papers', 'bigint', (column) => column.notNull())
      .addColumn('tokens', 'bigint', (column) => column.notNull())
      .addColumn('change', 'bigint', (column) => column.notNull())
      .execute();
  },
};

/** SQLite has no such search; the step keeps its number on both engines. */
export const noPaperSearch: Migration = { up: async () => undefined };
