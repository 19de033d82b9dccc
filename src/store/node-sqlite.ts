import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { SqliteDatabase } from 'kysely';

function inputValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string')
    return value;
  if (value instanceof Uint8Array) return value;
  // node:sqlite would take another object for named parameters and shift the rest by one, without an error.
  throw new TypeError(`SQLite cannot store a value of type ${typeof value}.`);
}

/**
 * node:sqlite as Kysely's SQLite dialect wants it. A transaction takes the write lock when it begins: one that read first and wrote
 * later would fail as soon as another process wrote in between.
 *
 * @param timeout how long a writer waits for another process's transaction, in milliseconds
 */
export function openNodeSqlite(file: string, timeout: number): SqliteDatabase {
  const database = new DatabaseSync(file, { timeout });
  // Committed means on disk, also after a power cut: with synchronous=NORMAL a write-ahead log loses its last commits.
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...parameters.map(inputValue)),
        run: (parameters) => statement.run(...parameters.map(inputValue)),
        iterate: (parameters) => statement.iterate(...parameters.map(inputValue)),
      };
    },
  };
}
