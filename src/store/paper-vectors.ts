import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Store } from './open-store.ts';

/** The first bytes of a text's vectors, those of the whole text, as of one number. */
export interface NumberedVector {
  readonly key: string;
  readonly number: number;
  readonly whole: Uint8Array;
}

/** The right to encode some texts: of all processes on one database, one has it at a time. */
export interface VectorLease {
  readonly lease: string;
  readonly keys: readonly string[];
}

/** Vectors of papers and topics, as bytes, by key. Times are milliseconds since 1970-01-01 UTC. */
export interface PaperVectors {
  get(keys: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Their first `wholeBytes` alone. */
  wholes(keys: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Those of `keys` that are not there and nobody is at work on. */
  claim(keys: readonly string[], options: { readonly now: number; readonly leaseMs: number }): Promise<VectorLease>;
  /** Gives back what was claimed and not put. */
  release(lease: VectorLease): Promise<void>;
  /** Keeps vectors, claimed or not; what is there stays. */
  put(vectors: ReadonlyMap<string, Uint8Array>, now: number): Promise<void>;
  /** What was put after `number`, in the order of the numbers. Nothing appears behind a number that was seen. */
  since(number: number, limit: number): Promise<NumberedVector[]>;
  /** The last number of any; 0 when there is none. */
  lastNumber(): Promise<number>;
  /** Says that these are needed; written once a day at most. */
  need(keys: readonly string[], now: number): Promise<void>;
  /** Deletes what nobody has needed since `before`. */
  forget(before: number): Promise<void>;
}

/** Keys in one statement; SQLite takes 32,766 parameters. */
const keysAtOnce = 500;

const dayMs = 86_400_000;

function* inSteps(keys: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < keys.length; at += keysAtOnce) yield keys.slice(at, at + keysAtOnce);
}

/** Of a text's vectors, that of the whole, with which they begin. @param bytes its length */
export const wholeOfVectors = (bytes: number) => sql<Uint8Array>`substr(vectors, 1, ${sql.lit(bytes)})`;

/** @param wholeBytes length of the vector of a whole text */
export function createPaperVectors({ db }: Store, { wholeBytes }: { readonly wholeBytes: number }): PaperVectors {
  const whole = wholeOfVectors(wholeBytes);

  async function read(keys: readonly string[], part: typeof whole): Promise<Map<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    for (const step of inSteps(keys)) {
      const rows = await db
        .selectFrom('paper_vectors')
        .select(['key', part.as('bytes')])
        .where('key', 'in', step)
        .where('vectors', 'is not', null)
        .execute();
      for (const { key, bytes } of rows) found.set(key, bytes);
    }
    return found;
  }

  return {
    get: (keys) => read(keys, sql<Uint8Array>`vectors`),
    wholes: (keys) => read(keys, whole),

    async claim(keys, { now, leaseMs }) {
      const lease = randomUUID();
      if (keys.length === 0) return { lease, keys };
      const rows = await db
        .insertInto('paper_vectors')
        // Sorted, so that two processes never wait for each other's rows.
        .values(
          [...new Set(keys)].sort().map((key) => ({
            ...{ key, vectors: null, number: null, lease, lease_until: now + leaseMs, needed_at: now },
          })),
        )
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet({ lease, lease_until: now + leaseMs })
            .where('paper_vectors.vectors', 'is', null)
            // Clocks of processes differ a little; a lease far longer than any is one of a clock that ran ahead.
            .where(({ eb, or }) =>
              or([eb('paper_vectors.lease_until', '<=', now), eb('paper_vectors.lease_until', '>', now + 2 * leaseMs)]),
            ),
        )
        .returning('key')
        .execute();
      const claimed = new Set(rows.map(({ key }) => key));
      return { lease, keys: keys.filter((key) => claimed.has(key)) };
    },
    async release({ lease, keys }) {
      if (keys.length === 0) return;
      await db
        .updateTable('paper_vectors')
        .set({ lease_until: 0 })
        .where('key', 'in', keys)
        .where('lease', '=', lease)
        .where('vectors', 'is', null)
        .execute();
    },
    async put(vectors, now) {
      if (vectors.size === 0) return;
      await db.transaction().execute(async (transaction) => {
        const { last } = await transaction
          .insertInto('paper_vector_numbers')
          .values({ id: 1, last: vectors.size })
          .onConflict((conflict) =>
            conflict
              .column('id')
              .doUpdateSet(({ eb }) => ({ last: eb('paper_vector_numbers.last', '+', vectors.size) })),
          )
          .returning('last')
          .executeTakeFirstOrThrow();
        const first = last - vectors.size + 1;
        const sorted = [...vectors].sort(([a], [b]) => (a < b ? -1 : 1));
        await transaction
          .insertInto('paper_vectors')
          .values(
            sorted.map(([key, bytes], index) => ({
              ...{ key, vectors: bytes, number: first + index, lease: null, lease_until: 0, needed_at: now },
            })),
          )
          .onConflict((conflict) =>
            conflict
              .column('key')
              .doUpdateSet(({ ref }) => ({
                vectors: ref('excluded.vectors'),
                number: ref('excluded.number'),
                lease: null,
                lease_until: 0,
                needed_at: now,
              }))
              .where('paper_vectors.vectors', 'is', null),
          )
          .execute();
      });
    },
    async since(number, limit) {
      const rows = await db
        .selectFrom('paper_vectors')
        .select(['key', 'number', whole.as('whole')])
        .where('number', '>', number)
        .orderBy('number')
        .limit(limit)
        .execute();
      return rows.flatMap((row) => (row.number === null ? [] : [{ ...row, number: row.number }]));
    },
    async lastNumber() {
      const row = await db.selectFrom('paper_vector_numbers').select('last').executeTakeFirst();
      return row?.last ?? 0;
    },
    async need(keys, now) {
      for (const step of inSteps(keys)) {
        await db
          .updateTable('paper_vectors')
          .set({ needed_at: now })
          .where('key', 'in', step)
          // A moment to come was set by a clock that ran ahead.
          .where(({ eb, or }) => or([eb('needed_at', '<', now - dayMs), eb('needed_at', '>', now)]))
          .execute();
        // 5 ms each on SQLite, which works on this thread: others have their turn.
        await new Promise(setImmediate);
      }
    },
    async forget(before) {
      await db.deleteFrom('paper_vectors').where('needed_at', '<', before).execute();
    },
  };
}
