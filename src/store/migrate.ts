import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { digests } from './migrations/0001-digests.ts';
import { papers } from './migrations/0002-papers.ts';
import { digestIndexes } from './migrations/0003-digest-indexes.ts';
import { noPaperSearch, paperSearch } from './migrations/0004-paper-search.ts';
import { paperSearchIndexes } from './migrations/0005-paper-search-indexes.ts';
import { questions } from './migrations/0006-questions.ts';
import { paperVectors } from './migrations/0007-paper-vectors.ts';
import { subscriptionNotes } from './migrations/0009-subscription-notes.ts';
import { paperSearchNumbers } from './migrations/0010-paper-search-numbers.ts';
import { subscriptionChanges } from './migrations/0011-subscription-changes.ts';
import { snoozeAndUndo } from './migrations/0012-snooze-and-undo.ts';
import { fewerLike } from './migrations/0013-fewer-like.ts';
import { savedPapers } from './migrations/0014-saved-papers.ts';
import { sharedLinks } from './migrations/0016-shared-links.ts';
import { plainWorkspaces } from './migrations/0017-plain-workspaces.ts';
import { writtenSummaries } from './migrations/0018-written-summaries.ts';
import { installations } from './migrations/0020-installations.ts';
import { follows } from './migrations/0021-follows.ts';
import { shownLists } from './migrations/0021-shown-lists.ts';
import { paperSearchText } from './migrations/0022-paper-search-text.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

/** Every step from an empty database to today's, in order of their names. One that was released is never changed. */
const migrationsOf = (engine: 'sqlite' | 'postgres') => ({
  '0001-digests': digests,
  '0002-papers': papers,
  '0003-digest-indexes': digestIndexes,
  '0004-paper-search': engine === 'postgres' ? paperSearch : noPaperSearch,
  '0005-paper-search-indexes': engine === 'postgres' ? paperSearchIndexes : noPaperSearch,
  '0006-questions': questions,
  '0007-paper-vectors': paperVectors(engine),
  '0009-subscription-notes': subscriptionNotes,
  '0010-paper-search-numbers': engine === 'postgres' ? paperSearchNumbers : noPaperSearch,
  '0011-subscription-changes': subscriptionChanges,
  '0012-snooze-and-undo': snoozeAndUndo,
  '0013-fewer-like': fewerLike,
  '0014-saved-papers': savedPapers,
  '0016-shared-links': sharedLinks,
  '0017-plain-workspaces': plainWorkspaces,
  '0018-written-summaries': writtenSummaries,
  '0020-installations': installations,
  '0021-follows': follows,
  '0021-shown-lists': shownLists,
  '0022-paper-search-text': engine === 'postgres' ? paperSearchText : noPaperSearch,
});

/**
 * Brings the database up to date in one transaction, under a lock: processes that start together wait for the first.
 *
 * @throws StoreError when a newer version of the bot wrote it
 */
export async function migrate(db: Kysely<Tables>, engine: 'sqlite' | 'postgres'): Promise<void> {
  const error = await (engine === 'sqlite' ? migrateUnderWriteLock(db) : migrationError(db, engine));
  if (error === undefined) return;
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    throw new StoreError(
      'The state was written by a newer version of Paperboy. Start that version, or point STATE_DIR (or DATABASE_URL) at a fresh place.',
      { cause: error },
    );
  }
  throw error;
}

async function migrationError(db: Kysely<Tables>, engine: 'sqlite' | 'postgres'): Promise<unknown> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrationsOf(engine) },
    // Work goes on side by side: one with a lower number may be released later. None builds on another of the same time.
    allowUnorderedMigrations: true,
  });
  return (await migrator.migrateToLatest()).error;
}

// On SQLite Kysely's migrator has neither a transaction nor a lock of its own.
function migrateUnderWriteLock(db: Kysely<Tables>): Promise<unknown> {
  return db.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection);
    const error = await migrationError(connection, 'sqlite');
    await (error === undefined ? sql`commit` : sql`rollback`).execute(connection);
    return error;
  });
}
