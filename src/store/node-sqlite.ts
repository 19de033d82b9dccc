import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type DatabaseConnection,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';

function inputValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string')
    return value;
  if (value instanceof Uint8Array) return value;
  // node:sqlite would take another object for named parameters and shift the rest by one, without an error.
  throw new TypeError(`SQLite cannot store a value of type ${typeof value}.`);
}

type Row = Record<string, SQLOutputValue>;

/** Numbers as numbers: one that is too large for them becomes the nearest, where node:sqlite would refuse all rows because of it. */
function withNumbers(row: Row): Row {
  for (const [column, value] of Object.entries(row)) if (typeof value === 'bigint') row[column] = Number(value);
  return row;
}

/** SQLite itself waits on the event loop for a lock, in milliseconds: no answer may stand still for longer. */
const busyMs = 10;
/** Between two tries others have their turn. */
const retryMs = 20;

/** SQLITE_BUSY and its kinds: https://www.sqlite.org/rescode.html#busy */
export function isBusy(error: unknown): boolean {
  const busy = 5;
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === busy;
}

/** Statements that are kept ready; a list of another length is another statement. */
const maxPrepared = 300;

function openFile(file: string, timeout: number): SqliteDatabase {
  const database = new DatabaseSync(file, { timeout });
  // Committed means on disk, also after a power cut: with synchronous=NORMAL a write-ahead log loses its last commits.
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  database.exec(`pragma busy_timeout = ${Math.min(busyMs, timeout)};`);
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = prepared.get(sql);
      if (known !== undefined) return known;
      if (prepared.size >= maxPrepared) prepared.clear();
      const statement = prepare(database, sql === 'begin' ? 'begin immediate' : sql);
      prepared.set(sql, statement);
      return statement;
    },
  };
}

function prepare(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  statement.setReadBigInts(true);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(inputValue)).map(withNumbers),
    run: (parameters) => statement.run(...parameters.map(inputValue)),
    iterate: () => {
      throw new TypeError('Nothing here is streamed: it would hold the only connection.');
    },
  };
}

/** Tries statements that met another process's lock again: such a statement did nothing. */
class PatientDriver extends SqliteDriver {
  readonly #lockTimeoutMs: number;

  constructor(database: SqliteDatabase, lockTimeoutMs: number) {
    super({ database });
    this.#lockTimeoutMs = lockTimeoutMs;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return {
      executeQuery: async (query) => {
        const startedAtMs = performance.now();
        for (;;) {
          try {
            return await connection.executeQuery(query);
          } catch (error) {
            if (!isBusy(error) || performance.now() - startedAtMs >= this.#lockTimeoutMs) throw error;
          }
          await sleep(retryMs);
        }
      },
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    };
  }
}

/**
 * node:sqlite for Kysely. A transaction takes the write lock when it begins: one that read first and wrote later would fail as soon as
 * another process wrote in between. Who waits for another process's lock leaves the event loop to others.
 */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #createDriver: () => SqliteDriver;

  /** @param lockTimeoutMs how long a writer waits for another process's transaction */
  constructor(file: string, lockTimeoutMs: number) {
    const database = openFile(file, lockTimeoutMs);
    super({ database });
    this.#createDriver = () => new PatientDriver(database, lockTimeoutMs);
  }

  override createDriver(): SqliteDriver {
    return this.#createDriver();
  }
}
