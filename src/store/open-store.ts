import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  Kysely,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
  sql,
} from 'kysely';
import pg from 'pg';
import { createRowReader, type DamagedRow, type RowReader } from './damaged-rows.ts';
import { lockName, lockState } from './lock-state.ts';
import { migrate } from './migrate.ts';
import { NodeSqliteDialect } from './node-sqlite.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

/** What outlives the process: one database, opened and up to date. */
export interface Store {
  readonly engine: 'sqlite' | 'postgres';
  readonly db: Kysely<Tables>;
  readonly rows: RowReader;
  close(): Promise<void>;
}

export interface StorePlace {
  /** `postgres://…`; undefined: an SQLite file in `stateDir`. */
  readonly databaseUrl: string | undefined;
  readonly stateDir: string;
  /** How long a writer waits for another process's transaction, in milliseconds; those of the bot take a few. Default 5,000. */
  readonly lockTimeoutMs?: number;
  /** Told of a connection that broke while nobody used it. */
  readonly onConnectionError: (error: Error) => void;
  /** Told once of each row that cannot be read. */
  readonly onDamagedRow?: (row: DamagedRow) => void;
  /**
   * For the bot itself, of which there is one on a state folder; commands go on beside it. Told of an empty database among files of
   * an earlier one, by name: what people set up is not in it.
   */
  readonly asBot?: { readonly onBegunAnew: (leftovers: readonly string[]) => void };
}

const int8 = 20;

/** Of a connection without traffic; ten probes a second apart then find out whether the other end is there. */
const keepAliveAfterMs = 10_000;
/** A transaction of ours takes milliseconds. That of a process which stands still, or was cut off, holds its rows from others no longer. */
const longestIdleInTransactionMs = 30_000;

/** Of each connection. To start a second process for one of our queries takes longer than it saves, 30 ms for 25 where signs are read. */
const settings = `
  set idle_in_transaction_session_timeout = ${longestIdleInTransactionMs};
  set max_parallel_workers_per_gather = 0`;

/**
 * What pg (8.23) gives by its own promises outlives each collection of young garbage: after 400 results of 400 kB all garbage had been
 * collected six times, after as many that came by callbacks once.
 */
function answeringByCallbacks(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const query = <Row>(text: string, values: readonly unknown[]) =>
        new Promise<PostgresQueryResult<Row>>((resolve, reject) => {
          client.query(text, [...values], (error, result) =>
            error ? reject(error) : resolve(result as unknown as PostgresQueryResult<Row>),
          );
        });
      return {
        // Kysely's second form is for cursors, which nothing here opens.
        query: query as PostgresPoolClient['query'],
        release: (isBroken) => client.release(isBroken),
      };
    },
  };
}

function openPostgres(connectionString: string, onConnectionError: (error: Error) => void): Kysely<Tables> {
  const pool = new pg.Pool({
    ...{ connectionString, keepAlive: true, keepAliveInitialDelayMillis: keepAliveAfterMs },
    // Milliseconds since 1970 fit a double exactly; pg would give 8-byte integers as text.
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  pool.on('error', onConnectionError);
  // A connection that is reset while checked out tells only its client, and an unheard error ends the process.
  pool.on('connect', (client) => {
    client.on('error', onConnectionError);
    // Not among the parameters of a start, which poolers such as PgBouncer refuse.
    client.query(settings).catch(onConnectionError);
  });
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: answeringByCallbacks(pool) }) });
}

const defaultLockTimeoutMs = 5_000;

const databaseName = 'paperboy.db';

function openSqlite({ stateDir, lockTimeoutMs = defaultLockTimeoutMs }: StorePlace): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new NodeSqliteDialect(join(stateDir, databaseName), lockTimeoutMs) });
}

/** Files of an earlier bot. Folders are none: the playground keeps its state in one of them. */
function leftoversIn(stateDir: string): string[] {
  return readdirSync(stateDir, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith(databaseName))
    .map(({ name }) => name);
}

async function isEmpty(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql`select 1 from sqlite_schema limit 1`.execute(db);
  return rows.length === 0;
}

interface Opened {
  readonly db: Kysely<Tables>;
  readonly release: () => void;
}

async function openFile(place: StorePlace): Promise<Opened> {
  const { stateDir, asBot } = place;
  mkdirSync(stateDir, { recursive: true });
  if (asBot === undefined) return { db: openSqlite(place), release: () => undefined };
  const leftovers = leftoversIn(stateDir);
  const lock = lockState(join(stateDir, lockName), stateDir);
  try {
    const db = openSqlite(place);
    if (leftovers.length > 0 && (await isEmpty(db))) asBot.onBegunAnew(leftovers);
    return { db, release: lock.release };
  } catch (error) {
    lock.release();
    throw error;
  }
}

const sqliteCures: readonly (readonly [RegExp, string])[] = [
  [/database is locked/, 'another process holds it. Stop the other Paperboy, or give this one its own STATE_DIR'],
  // Node says ENOENT where a folder cannot be made in a file system that is read-only.
  [
    /readonly|EROFS|EACCES|EPERM|ENOENT|unable to open/,
    'it cannot be written. Give the bot a STATE_DIR that it may write to',
  ],
  [/full|ENOSPC/, 'the disk is full. Free some space'],
  [/not a database|malformed/, 'paperboy.db in it is no sound SQLite file. Restore a backup, or move the file away'],
  [/ENOTDIR|EEXIST/, 'it is a file. Set STATE_DIR to a folder'],
];

function asStoreError(error: unknown, { databaseUrl, stateDir }: StorePlace): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  if (databaseUrl !== undefined) {
    return new StoreError(
      `The database of DATABASE_URL cannot be used: ${error.message || 'no connection'}. Check the address, the password and that it runs.`,
      { cause: error },
    );
  }
  const said = `${error.message} ${'code' in error ? String(error.code) : ''}`;
  const cure = sqliteCures.find(([pattern]) => pattern.test(said))?.[1];
  return cure === undefined
    ? error
    : new StoreError(`The state in ${stateDir} cannot be used: ${cure}.`, { cause: error });
}

/**
 * Opens the database and brings it up to date.
 *
 * @throws StoreError with a sentence that names the cure
 */
export async function openStore(place: StorePlace): Promise<Store> {
  const { databaseUrl, onConnectionError } = place;
  const engine = databaseUrl === undefined ? 'sqlite' : 'postgres';
  let opened: Opened | undefined;
  async function close(): Promise<void> {
    await opened?.db.destroy();
    opened?.release();
  }
  try {
    opened =
      databaseUrl === undefined
        ? await openFile(place)
        : { db: openPostgres(databaseUrl, onConnectionError), release: () => undefined };
    await migrate(opened.db, engine);
  } catch (error) {
    await close();
    throw asStoreError(error, place);
  }
  return { engine, db: opened.db, rows: createRowReader(place.onDamagedRow ?? (() => undefined)), close };
}
