import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** How PostgreSQL finds the papers that mean something like a question. */
export interface NearestPapers {
  readonly kind: 'pgvector' | 'signs';
  /** Table of what is derived from the vector of each paper, `vector`, by the paper's `number`. */
  readonly table: string;
  readonly type: RawBuilder<unknown>;
  /** That of `whole`, a vector's bytes. */
  readonly derived: RawBuilder<unknown>;
  /** As many as hold the nearest that matter to a question, see mostByWords: signs tell less of what is near. */
  readonly most: number;
  /** What papers are ordered by, from near to far. */
  distanceTo(direction: Float32Array): RawBuilder<unknown>;
  /** Of the table, finds the nearest without reading all; undefined where all are read. Made over papers that are there, 20 times as fast. */
  readonly index: { readonly drop: RawBuilder<unknown>; readonly create: RawBuilder<unknown> } | undefined;
  /** True; for the time of the query it also sets how far the index is walked. */
  settingsFor(query: { readonly count: number; readonly isFiltered: boolean }): RawBuilder<boolean>;
}

/** Starters of the step below wait for each other. Any number that nothing else locks. */
const stepLock = 7_216_402;

/** The most that hnsw.ef_search takes. */
const mostWalked = 1_000;

/** Numbers of a direction are written in steps of one over this: most are .01 to .1, of which half precision keeps three digits. */
const halfSteps = 100_000;

const hnsw: NearestPapers = {
  kind: 'pgvector',
  most: 120,
  table: 'paper_halfvecs',
  type: sql`halfvec(384)`,
  derived: sql`array(select (get_byte(whole, place) + 128) % 256 - 128 from generate_series(0, 383) as place)::halfvec(384)`,
  index: {
    drop: sql`drop index if exists paper_halfvecs_near`,
    create: sql`create index if not exists paper_halfvecs_near on paper_halfvecs using hnsw (vector halfvec_cosine_ops)`,
  },
  distanceTo(direction) {
    const rounded = Array.from(direction, (value) => Math.round(value * halfSteps) / halfSteps);
    return sql`vector <=> ${`[${rounded.join(',')}]`}::halfvec(384)`;
  },
  // A sub-select is worked out before the first paper is read. Without iterative scans a filter leaves hardly any of the nearest.
  settingsFor: ({ count, isFiltered }) => sql<boolean>`(
    select set_config('hnsw.ef_search', ${String(Math.min(count, mostWalked))}, true)
      || set_config('hnsw.iterative_scan', ${isFiltered ? 'relaxed_order' : 'off'}, true)
  ) is not null`,
};

const signs: NearestPapers = {
  kind: 'signs',
  most: 300,
  table: 'paper_signs',
  type: sql`bit(384)`,
  derived: sql`(
    select string_agg((get_byte(whole, place) between 1 and 127)::int::text, '') from generate_series(0, 383) as place
  )::bit(384)`,
  index: undefined,
  distanceTo: (direction) =>
    sql`bit_count(vector # ${Array.from(direction, (value) => Number(value > 0)).join('')}::bit(384))`,
  settingsFor: () => sql<boolean>`true`,
};

/** pgvector has iterative scans from 0.8 on. */
const leastMinorVersion = 8;

async function hasExtension(db: Kysely<Tables>): Promise<boolean> {
  // Refused where it is not installed or somebody else must make it; then what is there counts.
  await sql`create extension if not exists vector`.execute(db).catch(() => undefined);
  const { rows } = await sql<{ version: string }>`
    select extversion as version from pg_extension where extname = 'vector'`.execute(db);
  const [major = 0, minor = 0] = rows[0]?.version.split('.').map(Number) ?? [];
  return major > 0 || minor >= leastMinorVersion;
}

/**
 * Readies the database for one of two ways, as it has the extension pgvector or not: HNSW over half precision, or the signs of all
 * vectors, read from the first to the last. At every start and no migration, since an extension can come and go.
 */
export async function openNearestPapers(db: Kysely<Tables>): Promise<NearestPapers> {
  const way = (await hasExtension(db)) ? hnsw : signs;
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${stepLock}::bigint)`.execute(transaction);
    // An extension that went took its column along.
    const { rows } = await sql`
      select from pg_attribute where attrelid = to_regclass(${way.table}) and attname = 'vector' and not attisdropped`.execute(
      transaction,
    );
    if (rows.length === 0) await sql`drop table if exists ${sql.table(way.table)}`.execute(transaction);
    await sql`create table if not exists ${sql.table(way.table)} (
      number integer primary key references paper_search on delete cascade,
      vector ${way.type} not null
    )`.execute(transaction);
  });
  return way;
}
