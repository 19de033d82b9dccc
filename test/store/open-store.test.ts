import { execFile } from 'node:child_process';
import { closeSync, openSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore, type StorePlace } from '../../src/store/open-store.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { engines, useStores } from '../support/engines.ts';
import { aFolder } from '../support/store.ts';

const run = promisify(execFile);
const openOnce = fileURLToPath(new URL('open-once.ts', import.meta.url));

function fileIn(stateDir: string): StorePlace {
  return { databaseUrl: undefined, stateDir, onConnectionError: () => undefined };
}

async function refusalOf(place: StorePlace): Promise<unknown> {
  try {
    await (await openStore(place)).close();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  test('processes that start together on an empty place all find it ready', async () => {
    const place = await stores.emptyPlace();

    const { databaseUrl, stateDir } = place;
    const argument = JSON.stringify({ databaseUrl, stateDir });

    const opened = await Promise.all([1, 2, 3].map(() => run(process.execPath, [openOnce, argument])));

    expect(opened.map(({ stdout }) => stdout)).toEqual(['opened', 'opened', 'opened']);
  });

  test('state of a newer version is refused with what to do', async () => {
    const place = await stores.emptyPlace();
    const store = await openStore(place);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2030-01-01T00:00:00.000Z')`.execute(
      store.db,
    );
    await store.close();

    const refusal = await refusalOf(place);

    expect(refusal).toBeInstanceOf(StoreError);
    expect(String(refusal)).toContain('written by a newer version of Paperboy. Start that version');
  });

  test('state of a version that had a later change without an earlier one is brought up to date', async () => {
    const place = await stores.emptyPlace();
    const before = await openStore(place);
    await before.db.schema.dropTable('shared_links').execute();
    await before.db.schema.dropTable('previews_off').execute();
    await sql`delete from kysely_migration where name = '0016-shared-links'`.execute(before.db);
    await before.close();

    const { db } = await stores.open(place);

    expect(await db.selectFrom('shared_links').selectAll().execute()).toEqual([]);
  });
});

describe('on PostgreSQL alone', () => {
  const stores = useStores('postgres');

  test('a process that stands still in a transaction holds its rows from others for half a minute at most', async () => {
    const { db } = await stores.open();

    const { rows } = await sql`show idle_in_transaction_session_timeout`.execute(db);

    expect(rows).toEqual([{ idle_in_transaction_session_timeout: '30s' }]);
  });
});

test('committed means on disk: the file is written ahead and synchronised in full', async () => {
  const store = await openStore(fileIn(aFolder()));
  onTestFinished(() => store.close());

  const journal = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(store.db);
  const synchronous = await sql<{ synchronous: number }>`pragma synchronous`.execute(store.db);

  expect([journal.rows[0]?.journal_mode, synchronous.rows[0]?.synchronous]).toEqual(['wal', 2]);
});

test('a state folder that is a file is refused with the cure', async () => {
  const file = join(aFolder(), 'state');
  writeFileSync(file, '');

  expect(String(await refusalOf(fileIn(file)))).toContain(
    `The state in ${file} cannot be used: it is a file. Set STATE_DIR to a folder.`,
  );
});

test('a state folder that cannot be made is refused with the cure', async () => {
  const link = join(aFolder(), 'link');
  symlinkSync(join(link, '..', 'nowhere', 'state'), link); // Node says the same of a read-only file system: ENOENT.

  expect(String(await refusalOf(fileIn(link)))).toContain(
    'it cannot be written. Give the bot a STATE_DIR that it may write to.',
  );
});

test('a file that is no database is refused, and left as it is', async () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'paperboy.db'), 'no database '.repeat(100));

  expect(String(await refusalOf(fileIn(folder)))).toContain(
    'is no sound SQLite file. Restore a backup, or move the file away.',
  );
});

test('a database whose end is missing is refused', async () => {
  const folder = aFolder();
  await (await openStore(fileIn(folder))).close();
  const file = join(folder, 'paperboy.db');
  truncateSync(file, 6_000);
  closeSync(openSync(file, 'r'));

  expect(await refusalOf(fileIn(folder))).toBeInstanceOf(StoreError);
});

test('a database that another process holds is refused with the cure', async () => {
  const folder = aFolder();
  await (await openStore(fileIn(folder))).close();
  const other = new DatabaseSync(join(folder, 'paperboy.db'));
  onTestFinished(() => other.close());
  other.exec('begin exclusive');

  expect(String(await refusalOf({ ...fileIn(folder), lockTimeoutMs: 0 }))).toContain(
    'another process holds it. Stop the other Paperboy, or give this one its own STATE_DIR.',
  );
});

test('a PostgreSQL that is not there is refused with the cure, without its password', async () => {
  const refusal = await refusalOf({ ...fileIn(''), databaseUrl: 'postgres://me:secret@127.0.0.1:1/none' });

  expect(refusal).toBeInstanceOf(StoreError);
  expect(String(refusal)).toContain('DATABASE_URL cannot be used');
  expect(String(refusal)).not.toContain('secret');
});

test('an object as a parameter is refused: SQLite would shift the others by one in silence', async () => {
  const store = await openStore(fileIn(aFolder()));
  onTestFinished(() => store.close());

  const query = sql`select ${new Date()} as one, ${1} as two`.execute(store.db);

  await expect(query).rejects.toThrow('SQLite cannot store a value of type object.');
});

test('who waits for the lock of another process holds up nobody else', async () => {
  const folder = aFolder();
  const store = await openStore(fileIn(folder));
  onTestFinished(() => store.close());
  const other = new DatabaseSync(join(folder, 'paperboy.db'));
  onTestFinished(() => other.close());
  other.exec('begin immediate');

  const writing = store.db.deleteFrom('questions').execute();
  const transaction = store.db.transaction().execute((inside) => inside.deleteFrom('questions').execute());
  // Were it waited for on the event loop, nothing here could end the other one.
  await new Promise(setImmediate);
  other.exec('commit');

  expect(await writing).toHaveLength(1);
  expect(await transaction).toHaveLength(1);
});

const asBot = { onBegunAnew: () => undefined };

test('of two bots on one state folder the second is refused with the cure; commands go on beside the first', async () => {
  const folder = aFolder();
  const first = await openStore({ ...fileIn(folder), asBot });

  const refusal = await refusalOf({ ...fileIn(folder), asBot });
  const command = await openStore(fileIn(folder));
  await command.close();
  await first.close();

  expect(refusal).toBeInstanceOf(StoreError);
  expect(String(refusal)).toContain(
    `Another Paperboy runs on the state in ${folder}. Stop it, or give this one its own`,
  );
  expect(await refusalOf({ ...fileIn(folder), asBot })).toBeUndefined();
});

test('an empty database among files of an earlier one is told; a new folder is not', async () => {
  const folder = aFolder();
  const told: string[] = [];
  const open = async () =>
    (await openStore({ ...fileIn(folder), asBot: { onBegunAnew: (files) => void told.push(...files) } })).close();
  await open();
  await open();
  expect(told).toEqual([]);

  writeFileSync(join(folder, 'paperboy.db'), '');
  await open();

  expect(told).toEqual(['bot.lock']);
});
