import type { Transaction } from 'kysely';
import { longestQueueMs } from '../store/deliveries.ts';
import { type Planned, plannedRow } from '../store/delivery.ts';
import type { Store } from '../store/open-store.ts';
import { forgetStopped } from '../store/stopped-subscriptions.ts';
import { type Subscription, subscriptionOf } from '../store/subscriptions.ts';
import type { DeliveryRow, Tables } from '../store/tables.ts';
import { awakeAfter, nextOccurrence, occurrencesBetween } from './schedule.ts';

/**
 * Posts of one workspace are planned this far apart. Slack takes "several hundred messages a minute" of a workspace: spaced at plan
 * time 1,500 deliveries met no 429 at all, each retrying by itself 4,591 of them.
 */
export const workspaceGapMs = 250;
/** Slack's pace is one message a second and channel: https://docs.slack.dev/apis/web-api/rate-limits#message-posting-special-limits */
export const channelGapMs = 1_100;

/** Subscriptions planned in one transaction, and rows of one statement: a short lock, and far from the engines' parameter limits. */
const batchSize = 500;
const rowsPerStatement = 200;

/** No schedule pauses longer than a week; a later date was set by a clock that ran ahead. */
const longestPauseMs = 8 * 86_400_000;
/** Clocks of two machines that share the work may differ this much. */
const clockSkewMs = 60_000;

export const missedReason = 'Paperboy was not running, or had no access to Slack, when it was due.';

/** Why a damaged row stands still; it is never chosen again until somebody mends it. */
export const unreadableReason = 'Its settings are damaged. Remove it and set it up anew.';

interface Slots {
  /** The first free moment for a post in this channel. */
  take(subscription: Subscription, now: number): number;
}

function createSlots(lastByTeam: ReadonlyMap<string, number>): Slots {
  const teams = new Map<string, number>();
  const channels = new Map<string, number>();
  return {
    take({ team, channel }, now) {
      const last = teams.get(team) ?? lastByTeam.get(team) ?? 0;
      const slot = Math.max(now, last + workspaceGapMs, (channels.get(`${team} ${channel}`) ?? 0) + channelGapMs);
      teams.set(team, slot);
      channels.set(`${team} ${channel}`, slot);
      return slot;
    },
  };
}

async function lastPlanned(
  transaction: Transaction<Tables>,
  teams: readonly string[],
  now: number,
): Promise<Map<string, number>> {
  const rows = await transaction
    .selectFrom('deliveries')
    .select(({ fn }) => ['team', fn.max<number>('not_before').as('at')])
    .where('state', '=', 'pending')
    .where('attempts', '=', 0)
    .where('not_before', '<', now + longestQueueMs)
    .where('team', 'in', teams)
    .groupBy('team')
    .execute();
  return new Map(rows.map(({ team, at }) => [team, at]));
}

/** The newest missed date is delivered, late; older ones are recorded, so that nobody wonders. */
function rowsFor(subscription: Subscription, now: number, slots: Slots): DeliveryRow[] {
  const missed = occurrencesBetween(subscription, subscription.nextAt, now);
  return missed.map(({ date, at }, index): DeliveryRow => {
    const isNewest = index === missed.length - 1;
    const notBefore = isNewest ? slots.take(subscription, now) : now;
    const planned: Planned = { subscription, localDate: date, dueAt: at, notBefore, createdAt: now };
    return isNewest
      ? plannedRow(planned)
      : { ...plannedRow(planned), state: 'skipped', reason: missedReason, finished_at: now };
  });
}

/** What a clock that ran ahead planned or recorded as missed, and did not post, is taken back: it is due as it was before. */
async function forgetFuture({ db }: Store, now: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const forgotten = await transaction
      .deleteFrom('deliveries')
      .where('created_at', '>', now + clockSkewMs)
      .where('state', 'in', ['skipped', 'pending'])
      .where('posted', '=', '[]')
      .where('posting_since', 'is', null)
      .returning(['subscription_id', 'due_at'])
      .execute();
    for (const [id, rows] of Map.groupBy(forgotten, (row) => row.subscription_id)) {
      const dueAt = rows.map((row) => row.due_at).filter(Number.isSafeInteger);
      if (dueAt.length === 0) continue;
      const next_at = Math.min(...dueAt);
      await transaction.updateTable('subscriptions').set({ next_at }).where('id', '=', id).execute();
    }
  });
}

interface Due {
  readonly subscription: Subscription;
  readonly nextAt: number;
}

/** One transaction: deliveries of the due subscriptions, and their next dates. Returns how many subscriptions it moved on. */
async function planBatch({ db, engine, rows: reader }: Store, now: number): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const due = transaction
      .selectFrom('subscriptions')
      .selectAll()
      .where('paused', 'is', null)
      .where('removed_at', 'is', null)
      .where(({ or, and, eb }) => {
        const isAwakeBy = or([
          eb('snoozed_until', 'is', null),
          eb('next_at', '>', eb('snoozed_until', '+', longestPauseMs)),
        ]);
        return or([eb('next_at', '<=', now), and([eb('next_at', '>', now + longestPauseMs), isAwakeBy])]);
      })
      .orderBy('next_at')
      .limit(batchSize);
    const rows = await (engine === 'postgres' ? due.forUpdate().skipLocked() : due).execute();
    const read = reader.read(
      'subscriptions',
      rows,
      ({ id }) => id,
      (row): Due => {
        const subscription = subscriptionOf(row);
        return { subscription, nextAt: nextOccurrence(subscription, awakeAfter(subscription, now)).at };
      },
    );
    const sound = new Set(read.map(({ subscription }) => subscription.id));
    const unreadable = rows.map(({ id }) => id).filter((id) => !sound.has(id));
    if (unreadable.length > 0) {
      const paused = unreadableReason;
      await transaction.updateTable('subscriptions').set({ paused }).where('id', 'in', unreadable).execute();
    }
    const moved = read.filter(({ subscription, nextAt }) => subscription.nextAt !== nextAt);
    if (moved.length === 0) return unreadable.length;
    const teams = [...new Set(moved.map(({ subscription }) => subscription.team))];
    const slots = createSlots(await lastPlanned(transaction, teams, now));
    const planned = moved.flatMap(({ subscription }) => rowsFor(subscription, now, slots));
    for (let start = 0; start < planned.length; start += rowsPerStatement) {
      await transaction
        .insertInto('deliveries')
        .values(planned.slice(start, start + rowsPerStatement))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    for (const [nextAt, group] of Map.groupBy(moved, (one) => one.nextAt)) {
      const ids = group.map(({ subscription }) => subscription.id);
      await transaction.updateTable('subscriptions').set({ next_at: nextAt }).where('id', 'in', ids).execute();
    }
    return moved.length + unreadable.length;
  });
}

/** Turns what is due into deliveries. Safe to run in many processes at once, and again after a crash at any point. */
export async function planDue(store: Store, now: number): Promise<number> {
  await forgetFuture(store, now);
  await forgetStopped(store, now);
  for (let all = 0; ; ) {
    const moved = await planBatch(store, now);
    all += moved;
    if (moved < batchSize) return all;
  }
}
