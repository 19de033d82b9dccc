import { randomUUID } from 'node:crypto';
import type { ExpressionBuilder } from 'kysely';
import {
  type Claimed,
  type Delivery,
  deliveryOf,
  endedAsDamaged,
  isByHand,
  type Planned,
  plannedRow,
} from './delivery.ts';
import type { Store } from './open-store.ts';
import { keepForSending, papersSent } from './papers-sent.ts';
import type { Place } from './subscriptions.ts';
import type { DeliveryRow, Tables } from './tables.ts';

/** Nothing waits longer to be posted; a later moment was set by a clock that ran ahead. In milliseconds. */
export const longestQueueMs = 86_400_000;
export interface ChosenContent {
  readonly content: string;
  readonly parts: number;
  readonly paperIds: readonly string[];
}

export interface Deliveries {
  get(id: string): Promise<Delivery | undefined>;
  /** The one whose post is this message of the channel. */
  postedAs(place: Place, ts: string): Promise<Delivery | undefined>;
  /** Newest date first. */
  of(subscriptionId: string, limit: number): Promise<readonly Delivery[]>;
  /** Ids of the papers that the subscription was sent or is about to be, and of those that its place was sent by digests that ended before. */
  papersSent(subscriptionId: string): Promise<ReadonlySet<string>>;
  /** At most `limit` deliveries that are due, each under a lease of its own. Damaged ones fail, and the others go on. */
  claim(options: { readonly now: number; readonly limit: number; readonly leaseMs: number }): Promise<Claimed[]>;
  /** The last one that was posted in full; undefined when none was. */
  lastSent(subscriptionId: string): Promise<Delivery | undefined>;
  /** Whether another one of its schedule has come due since. */
  isOvertaken(delivery: Delivery, now: number): Promise<boolean>;

  /** Plans a delivery now. False when its date has one already that was posted, may have been, or is under way. */
  plan(planned: Planned): Promise<boolean>;

  // All that follow write only while the lease is held, and say whether it was.
  /** Fixes what is posted, and keeps its papers for this subscription. `taken`: another of its deliveries has one of them. */
  fix(claimed: Claimed, chosen: ChosenContent): Promise<'fixed' | 'taken' | 'not-held'>;
  /** Committed before the request leaves. */
  markPosting(claimed: Claimed, now: number, leaseMs: number): Promise<boolean>;
  /** One more message stands in Slack; the last one finishes the delivery. */
  recordPosted(
    claimed: Claimed,
    ts: string,
    next: { readonly now: number; readonly notBefore: number },
  ): Promise<boolean>;
  /** Slack surely has not taken the message: it may be posted from `notBefore` on. */
  release(claimed: Claimed, notBefore: number, reason: string | undefined): Promise<boolean>;
  /** Nobody knows whether Slack took the message: it stays `posting`, and is looked at from `notBefore` on. */
  leaveUnclear(claimed: Claimed, notBefore: number, reason: string): Promise<boolean>;
  /** Final. Papers that were not posted may be chosen again. */
  finish(claimed: Claimed, state: 'skipped' | 'failed', now: number, reason: string): Promise<boolean>;

  /** Moves what a workspace, or one of its channels, has to post behind `until`, in the same order and with the same gaps; one channel holds no other up. */
  shift(place: { readonly team: string; readonly channel?: string }, until: number): Promise<void>;
  /** The last moments for which first attempts of the workspace, and of one of its channels, are planned; 0 when none is. */
  lastPlanned(place: Place, now: number): Promise<{ readonly inTeam: number; readonly inChannel: number }>;
}

export function createDeliveries({ db, engine, rows: reader }: Store): Deliveries {
  const held = ({ id, lease }: Claimed) => db.updateTable('deliveries').where('id', '=', id).where('lease', '=', lease);
  const wasHeld = ({ numUpdatedRows }: { readonly numUpdatedRows: bigint }): boolean => numUpdatedRows === 1n;
  const free = { lease: null, lease_until: 0 };
  // Requests that Slack surely refused leave no trace; those before them, whose fate was unclear, do.
  const beforeRequest = ({ postingSince, postingAt }: Claimed) => ({
    posting_since: postingSince ?? null,
    posting_at: postingAt ?? null,
  });

  const readable = (rows: readonly DeliveryRow[]) => reader.read('deliveries', rows, ({ id }) => id, deliveryOf);

  async function setAside(rows: readonly DeliveryRow[], now: number): Promise<void> {
    for (const row of rows)
      await db.updateTable('deliveries').set(endedAsDamaged(row, now)).where('id', '=', row.id).execute();
  }

  return {
    async get(id) {
      return readable(await db.selectFrom('deliveries').selectAll().where('id', '=', id).execute())[0];
    },
    async postedAs({ team, channel }, ts) {
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('subscription_id', 'in', (query) =>
          query.selectFrom('subscriptions').select('id').where('team', '=', team).where('channel', '=', channel),
        )
        // The first of a JSON list of texts.
        .where('posted', 'like', `["${ts}"%`)
        .limit(1)
        .execute();
      return readable(rows)[0];
    },
    async of(subscriptionId, limit) {
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('subscription_id', '=', subscriptionId)
        .orderBy('local_date', 'desc')
        .limit(limit)
        .execute();
      return readable(rows);
    },
    papersSent: (subscriptionId) => papersSent(db, subscriptionId),
    async claim({ now, limit, leaseMs }) {
      const lease = randomUUID();
      const rows = await db
        // A common table expression is evaluated once; a sub-select with a limit may be evaluated again for every row.
        .with('picked', (query) => {
          const due = query
            .selectFrom('deliveries')
            .select('id')
            .where('state', 'in', ['pending', 'posting'])
            .where(({ or, eb }) => or([eb('not_before', '<=', now), eb('not_before', '>', now + longestQueueMs)]))
            .where('lease_until', '<=', now)
            .orderBy('not_before')
            .limit(limit);
          return engine === 'postgres' ? due.forUpdate().skipLocked() : due;
        })
        .updateTable('deliveries')
        .set(({ eb }) => ({ lease, lease_until: now + leaseMs, attempts: eb('attempts', '+', 1) }))
        .where('id', 'in', (query) => query.selectFrom('picked').select('id'))
        .returningAll()
        .execute();
      const sound = readable(rows);
      const isSound = ({ id }: DeliveryRow): boolean => sound.some((one) => one.id === id);
      await setAside(
        rows.filter((row) => !isSound(row)),
        now,
      );
      // An update gives its rows in no order.
      return sound.map((delivery) => ({ ...delivery, lease })).sort((a, b) => a.notBefore - b.notBefore);
    },
    async lastSent(subscriptionId) {
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('subscription_id', '=', subscriptionId)
        .where('state', '=', 'sent')
        .orderBy('local_date', 'desc')
        .limit(1)
        .execute();
      return readable(rows)[0];
    },
    async isOvertaken(delivery, now) {
      if (isByHand(delivery)) return false;
      const { subscriptionId, dueAt } = delivery;
      const row = await db
        .selectFrom('deliveries')
        .select('id')
        .where('subscription_id', '=', subscriptionId)
        .where('due_at', '>', dueAt)
        .where('due_at', '<=', now)
        .where('local_date', 'not like', '%T%')
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async plan(planned) {
      const row = plannedRow(planned);
      // One that surely was never posted may be tried again.
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('deliveries')
        .values(row)
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet(row)
            .where('deliveries.state', 'in', ['skipped', 'failed'])
            .where('deliveries.posted', '=', '[]')
            .where('deliveries.posting_since', 'is', null),
        )
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },

    async fix(claimed, { content, parts, paperIds }) {
      return db.transaction().execute(async (transaction) => {
        const change = transaction.updateTable('deliveries').where('id', '=', claimed.id);
        const result = await change
          .set({ content, parts })
          .where('lease', '=', claimed.lease)
          .executeTakeFirstOrThrow();
        if (!wasHeld(result)) return 'not-held';
        if (await keepForSending(transaction, claimed, paperIds)) return 'fixed';
        await change.set({ content: null, parts: 0 }).execute();
        return 'taken';
      });
    },
    async markPosting(claimed, now, leaseMs) {
      const change = {
        state: 'posting',
        posting_since: claimed.postingSince ?? now,
        posting_at: now,
        lease_until: now + leaseMs,
      };
      return wasHeld(await held(claimed).set(change).executeTakeFirstOrThrow());
    },
    async recordPosted(claimed, ts, { now, notBefore }) {
      const posted = [...claimed.posted, ts];
      const isLast = posted.length >= claimed.parts;
      const change = {
        ...free,
        state: isLast ? 'sent' : 'pending',
        posted: JSON.stringify(posted),
        posting_since: null,
        posting_at: null,
        attempts: 0,
        not_before: notBefore,
        reason: null,
        finished_at: isLast ? now : null,
      };
      return wasHeld(await held(claimed).set(change).executeTakeFirstOrThrow());
    },
    async release(claimed, notBefore, reason) {
      const change = {
        ...free,
        ...beforeRequest(claimed),
        state: 'pending',
        not_before: notBefore,
        reason: reason ?? null,
      };
      return wasHeld(await held(claimed).set(change).executeTakeFirstOrThrow());
    },
    async leaveUnclear(claimed, notBefore, reason) {
      const change = { ...free, state: 'posting', not_before: notBefore, reason };
      return wasHeld(await held(claimed).set(change).executeTakeFirstOrThrow());
    },
    async finish(claimed, state, now, reason) {
      return db.transaction().execute(async (transaction) => {
        const result = await transaction
          .updateTable('deliveries')
          .set({ ...free, ...beforeRequest(claimed), state, reason, finished_at: now })
          .where('id', '=', claimed.id)
          .where('lease', '=', claimed.lease)
          .executeTakeFirstOrThrow();
        // Of a message that may stand in Slack nobody knows whether people saw its papers: they are not sent again.
        const isSurelyUnseen = claimed.posted.length === 0 && claimed.postingSince === undefined;
        if (wasHeld(result) && isSurelyUnseen)
          await transaction.deleteFrom('sent_papers').where('delivery_id', '=', claimed.id).execute();
        return wasHeld(result);
      });
    },

    async shift({ team, channel }, until) {
      const place = { team, ...(channel !== undefined && { channel }) };
      const isWaiting = ({ and, eb }: ExpressionBuilder<Tables, 'deliveries'>) =>
        and([and(place), eb('state', 'in', ['pending', 'posting']), eb('lease', 'is', null)]);
      await db.transaction().execute(async (transaction) => {
        const first = await transaction
          .selectFrom('deliveries')
          .select(({ fn }) => fn.min<number | null>('not_before').as('at'))
          .where(isWaiting)
          .executeTakeFirst();
        const gapMs = until - (first?.at ?? until);
        // Not a number where a damaged row holds a text.
        if (!(gapMs > 0)) return;
        await transaction
          .updateTable('deliveries')
          .set(({ eb }) => ({
            not_before: eb('not_before', '+', gapMs),
            ...(channel && { attempts: eb('attempts', '+', 1) }),
          }))
          .where(isWaiting)
          .execute();
      });
    },
    async lastPlanned({ team, channel }, now) {
      const rows = await db
        .selectFrom('deliveries')
        .select(({ fn }) => ['channel', fn.max<number>('not_before').as('at')])
        .where('team', '=', team)
        .where('state', '=', 'pending')
        // One that waits after an error holds nobody up.
        .where('attempts', '=', 0)
        .where('not_before', '<', now + longestQueueMs)
        .groupBy('channel')
        .execute();
      return {
        inTeam: Math.max(0, ...rows.map(({ at }) => at)),
        inChannel: rows.find((row) => row.channel === channel)?.at ?? 0,
      };
    },
  };
}
