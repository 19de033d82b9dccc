import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { Kysely, PGliteDialect } from 'kysely';
import { createRowReader } from '../../src/store/damaged-rows.ts';
import { migrate } from '../../src/store/migrate.ts';
import type { Store } from '../../src/store/open-store.ts';
import type { Tables } from '../../src/store/tables.ts';

/** An empty store in a PostgreSQL that has pgvector, compiled to WebAssembly: one connection, in memory, three seconds to start. */
export async function aStoreWithPgvector(): Promise<Store> {
  const pglite = await PGlite.create({ extensions: { vector } });
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
  await migrate(db, 'postgres');
  return { engine: 'postgres', db, rows: createRowReader(() => undefined), close: () => db.destroy() };
}
