import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** since: and sort:upvotes read all papers without these: 60 ms for 60,000, a second for a million. */
export const paperSearchIndexes: Migration = {
  async up(db: Kysely<never>) {
    await sql`create index paper_search_since on paper_search (last_day)`.execute(db);
    await sql`create index paper_search_upvotes on paper_search (upvotes desc, first_day desc, id desc)`.execute(db);
  },
};
