import { planDue } from '../../src/digests/plan.ts';
import { occurrencesBetween, type Schedule } from '../../src/digests/schedule.ts';
import type { Store } from '../../src/store/open-store.ts';
import { seeded } from '../support/seeded.ts';
import { insertDue } from './due-subscriptions.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const dueAt = Date.parse('2026-03-02T09:00Z');

export interface PlanningFigures {
  readonly what: string;
  readonly isRight: boolean;
  readonly said: string;
}

async function statesOf({ db }: Store): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('deliveries')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, Number(count)]));
}

/** Subscriptions that are due in one minute, planned after so many days of downtime. */
export async function planMany(store: Store, count: number, downDays: number): Promise<PlanningFigures> {
  await insertDue(store, { count, dueAt });
  const startedAt = performance.now();
  await planDue(store, dueAt + downDays * dayMs);
  const seconds = (performance.now() - startedAt) / 1_000;
  const states = await statesOf(store);
  const [pending, skipped] = [states.get('pending') ?? 0, states.get('skipped') ?? 0];
  return {
    what: `${store.engine}, ${count} subscriptions due in one minute${downDays === 0 ? '' : `, after ${downDays} days of downtime`}`,
    isRight: pending === count && skipped === count * downDays,
    said: `${pending} planned, ${skipped} recorded as skipped, in ${seconds.toFixed(1)} s`,
  };
}

/** Both changes of the clocks of the year 2026, in Europe and America: from and to. */
const seasons: readonly (readonly [string, string])[] = [
  ['2026-03-05', '2026-04-01'],
  ['2026-10-22', '2026-11-04'],
];
const stepMs = 30 * minuteMs;

/** Every step's share of moments in which the clock goes wrong, and how far. */
const jumpShare = 0.03;
const farthestAheadMs = 3 * dayMs;
const farthestBackMs = 5 * hourMs;

/**
 * A daily digest in the small hours of every IANA zone, while the clocks change and the machine's clock jumps: it runs ahead for a
 * moment, or falls back. Every date must be planned once, and none be recorded as missed.
 */
export async function planThroughClockChanges(store: Store, seed: number): Promise<PlanningFigures> {
  const random = seeded(seed);
  const zones = Intl.supportedValuesOf('timeZone');
  let jumps = 0;
  let wrong = 0;
  let planned = 0;
  for (const [first, last] of seasons) {
    const [fromMs, toMs] = [Date.parse(first), Date.parse(last)];
    await store.db.deleteFrom('subscriptions').execute();
    await insertDue(store, { count: zones.length, dueAt: fromMs });
    const schedules = new Map<string, Schedule>();
    for (const [index, timeZone] of zones.entries()) {
      const schedule = { time: index % 2 === 0 ? '02:30' : '00:15', days: [1, 2, 3, 4, 5, 6, 7], timeZone };
      schedules.set(`s${index}`, schedule);
      const [next] = occurrencesBetween(schedule, fromMs, fromMs + 2 * dayMs);
      await store.db
        .updateTable('subscriptions')
        .set({ time: schedule.time, time_zone: timeZone, next_at: next?.at ?? 0 })
        .where('id', '=', `s${index}`)
        .execute();
    }
    for (let now = fromMs; now <= toMs; now += stepMs) {
      if (random() < jumpShare) {
        jumps += 1;
        const byMs = random() < 0.5 ? random() * farthestAheadMs : -random() * farthestBackMs;
        await planDue(store, now + Math.round(byMs));
      }
      await planDue(store, now);
      const post = { state: 'sent', posted: '["1"]', finished_at: now };
      await store.db.updateTable('deliveries').set(post).where('state', '=', 'pending').execute();
    }
    const rows = await store.db.selectFrom('deliveries').select(['subscription_id', 'due_at', 'state']).execute();
    const byId = Map.groupBy(rows, (row) => row.subscription_id);
    for (const [id, schedule] of schedules) {
      const wanted = occurrencesBetween(schedule, fromMs, toMs).map(({ at }) => at);
      const got = (byId.get(id) ?? []).filter(({ state }) => state === 'sent').map((row) => row.due_at);
      planned += got.length;
      if (wanted.join() !== got.toSorted((a, b) => a - b).join()) wrong += 1;
    }
    wrong += rows.filter(({ state }) => state !== 'sent').length;
  }
  return {
    what: `${store.engine}, ${zones.length} time zones while the clocks change, ${jumps} jumps of the machine’s clock`,
    isRight: wrong === 0,
    said: `${planned} digests planned once each, ${wrong} wrong`,
  };
}
