import { DatabaseSync } from 'node:sqlite';
import { isBusy } from './node-sqlite.ts';
import { StoreError } from './store-error.ts';

/** Beside the database; whoever runs the bot holds it. */
export const lockName = 'bot.lock';

/**
 * Takes the place of the one bot on a state folder, until it is released or the process ends, however it ends: the lock is one of the
 * operating system, held through an SQLite file that nobody writes.
 *
 * @throws StoreError when another bot has it
 */
export function lockState(file: string, stateDir: string): { release(): void } {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch (cause) {
    database.close();
    if (!isBusy(cause)) throw cause;
    throw new StoreError(
      `Another Paperboy runs on the state in ${stateDir}. Stop it, or give this one its own STATE_DIR; with a PostgreSQL in DATABASE_URL several can share the work.`,
      { cause },
    );
  }
  return { release: () => database.close() };
}
