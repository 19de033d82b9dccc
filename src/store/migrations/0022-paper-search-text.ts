import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Packed words as text, see packWords. The index is derived from the papers, and made anew. */
export const paperSearchText: Migration = {
  async up(db: Kysely<never>) {
    await sql`truncate paper_search, paper_terms, paper_search_state cascade`.execute(db);
    await sql`alter table paper_search drop column words, add column words text not null`.execute(db);
  },
};
