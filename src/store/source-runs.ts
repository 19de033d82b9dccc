import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { moment } from './damaged-rows.ts';
import type { Store } from './open-store.ts';
import type { SourceRunRow, SourceSliceRow } from './tables.ts';

/** How the reading of one source went. Times are milliseconds since 1970-01-01 UTC. */
export interface SourceRun {
  readonly source: string;
  readonly lastSuccess: number | undefined;
  /** When its newest slice last brought a paper that it had not told of before. */
  readonly lastNew: number | undefined;
  /** Undefined after a success. */
  readonly failure:
    | { readonly at: number; readonly since: number; readonly count: number; readonly reason: string }
    | undefined;
  readonly nextAt: number;
}

/** A part of a source that is read at once: a day's list, or a feed. */
export interface SliceRead {
  readonly slice: string;
  readonly readAt: number;
  /** Papers that it held. */
  readonly papers: number;
}

/** The right to read a source: of all processes on one database, one has it at a time. */
export interface SourceLease {
  readonly source: string;
  readonly lease: string;
}

export interface SourceRuns {
  /** One that is damaged is as if it had not been read yet; the next run writes it anew. */
  get(source: string): Promise<SourceRun | undefined>;
  /** The lease, when nobody else holds it and, for a usual run (`isDueOnly`), when the source is due. */
  claim(
    source: string,
    options: { readonly now: number; readonly leaseMs: number; readonly isDueOnly: boolean },
  ): Promise<SourceLease | undefined>;

  // What follows says whether the lease is still held; without it nothing is written.
  extend(lease: SourceLease, until: number): Promise<boolean>;
  /** The newest slice held a paper that the source had not told of before: kept at once, whatever becomes of the run. */
  noteNews(lease: SourceLease, now: number): Promise<boolean>;
  succeed(lease: SourceLease, run: { readonly now: number; readonly nextAt: number }): Promise<boolean>;
  fail(
    lease: SourceLease,
    run: { readonly now: number; readonly nextAt: number; readonly reason: string },
  ): Promise<boolean>;
  /** Gives the lease back, and nothing else. */
  release(lease: SourceLease): Promise<boolean>;

  slices(source: string): Promise<ReadonlyMap<string, SliceRead>>;
  recordSlice(source: string, read: SliceRead): Promise<void>;

  /** When the same reading by hand began before, if it was lately and not finished; undefined when it begins now. */
  beginBackfill(source: string, span: string, now: number): Promise<number | undefined>;
  endBackfill(source: string, span: string): Promise<void>;
}

/** A reading by hand that broke off longer ago begins anew: its lists have changed meanwhile. */
const resumedWithinMs = 86_400_000;

/** No run is planned further ahead than over a long weekend; a later time was set by a clock that ran ahead. */
const longestPauseMs = 5 * 86_400_000;

const storedRun = z.object({
  source: z.string(),
  last_success: moment.nullable(),
  last_new: moment.nullable(),
  last_failure: moment.nullable(),
  failure_reason: z.string().nullable(),
  failing_since: moment.nullable(),
  failures: z.int().nonnegative(),
  next_at: moment,
});
const storedSlice = z.object({ slice: z.string(), read_at: moment, papers: z.int().nonnegative() });

/** @throws when somebody damaged the row */
function runOf(row: SourceRunRow): SourceRun {
  const { last_failure: at, failing_since: since, failures, failure_reason: reason, ...read } = storedRun.parse(row);
  return {
    source: read.source,
    lastSuccess: read.last_success ?? undefined,
    lastNew: read.last_new ?? undefined,
    failure: at === null || since === null ? undefined : { at, since, count: failures, reason: reason ?? '' },
    nextAt: read.next_at,
  };
}

/** @throws when somebody damaged the row */
function sliceOf(row: SourceSliceRow): SliceRead {
  const { slice, read_at: readAt, papers } = storedSlice.parse(row);
  return { slice, readAt, papers };
}

export function createSourceRuns({ db, rows: reader }: Store): SourceRuns {
  const held = ({ source, lease }: SourceLease) =>
    db.updateTable('source_runs').where('source', '=', source).where('lease', '=', lease);
  const wasHeld = ({ numUpdatedRows }: { readonly numUpdatedRows: bigint }): boolean => numUpdatedRows === 1n;
  const free = { lease: null, lease_until: 0 };

  return {
    async get(source) {
      const rows = await db.selectFrom('source_runs').selectAll().where('source', '=', source).execute();
      return reader.read('source_runs', rows, () => source, runOf)[0];
    },
    async claim(source, { now, leaseMs, isDueOnly }) {
      await db
        .insertInto('source_runs')
        .values({
          ...{ source, last_success: null, last_new: null, last_failure: null, failure_reason: null },
          ...{ failing_since: null, failures: 0, next_at: 0, ...free },
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const lease = randomUUID();
      const unclaimed = db
        .updateTable('source_runs')
        .set({ lease, lease_until: now + leaseMs })
        .where('source', '=', source)
        // Clocks of processes differ a little; a lease far longer than any is one of a clock that ran ahead.
        .where(({ eb, or }) => or([eb('lease_until', '<=', now), eb('lease_until', '>', now + 2 * leaseMs)]));
      const due = unclaimed.where(({ eb, or }) =>
        or([eb('next_at', '<=', now), eb('next_at', '>', now + longestPauseMs)]),
      );
      const result = await (isDueOnly ? due : unclaimed).executeTakeFirstOrThrow();
      return wasHeld(result) ? { source, lease } : undefined;
    },
    async extend(lease, until) {
      return wasHeld(await held(lease).set({ lease_until: until }).executeTakeFirstOrThrow());
    },
    async noteNews(lease, now) {
      return wasHeld(await held(lease).set({ last_new: now }).executeTakeFirstOrThrow());
    },
    async succeed(lease, { now, nextAt }) {
      const change = {
        ...free,
        last_success: now,
        ...{ last_failure: null, failure_reason: null, failing_since: null, failures: 0 },
        next_at: nextAt,
      };
      return wasHeld(await held(lease).set(change).executeTakeFirstOrThrow());
    },
    async fail(lease, { now, nextAt, reason }) {
      const result = await held(lease)
        .set(({ eb, fn, val }) => ({
          ...free,
          last_failure: now,
          failure_reason: reason,
          failing_since: fn.coalesce('failing_since', val(now)),
          failures: eb('failures', '+', 1),
          next_at: nextAt,
        }))
        .executeTakeFirstOrThrow();
      return wasHeld(result);
    },
    async release(lease) {
      return wasHeld(await held(lease).set(free).executeTakeFirstOrThrow());
    },

    async slices(source) {
      const rows = await db.selectFrom('source_slices').selectAll().where('source', '=', source).execute();
      const read = reader.read('source_slices', rows, ({ slice }) => `${source} ${slice}`, sliceOf);
      return new Map(read.map((one) => [one.slice, one]));
    },
    async recordSlice(source, { slice, readAt, papers }) {
      const row = { source, slice, read_at: readAt, papers };
      await db
        .insertInto('source_slices')
        .values(row)
        .onConflict((conflict) => conflict.columns(['source', 'slice']).doUpdateSet(row))
        .execute();
    },

    async beginBackfill(source, span, now) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('source_backfills')
        .values({ source, span, started_at: now })
        .onConflict((conflict) =>
          conflict
            .columns(['source', 'span'])
            .doUpdateSet({ started_at: now })
            .where('source_backfills.started_at', '<', now - resumedWithinMs),
        )
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 1n) return undefined;
      const row = await db
        .selectFrom('source_backfills')
        .select('started_at')
        .where('source', '=', source)
        .where('span', '=', span)
        .executeTakeFirst();
      return row?.started_at;
    },
    async endBackfill(source, span) {
      await db.deleteFrom('source_backfills').where('source', '=', source).where('span', '=', span).execute();
    },
  };
}
