import { expect, test } from 'vitest';
import { unreadableReason } from '../../src/digests/plan.ts';
import { damagedRecord } from '../../src/store/damaged-rows.ts';
import type { Subscription } from '../../src/store/subscriptions.ts';
import { aStore } from '../support/store.ts';
import { type Desk, dayMs, hourMs, openDesk } from './desk.ts';

interface TwoDigests {
  readonly desk: Desk;
  readonly damaged: Subscription;
  readonly sound: Subscription;
  /** Rows of this process that could not be read. */
  readonly told: () => Record<string, number>;
  /** What somebody does to the database by hand. */
  readonly tamper: (table: 'subscriptions' | 'deliveries', change: Record<string, unknown>) => Promise<void>;
}

async function twoDigests(): Promise<TwoDigests> {
  const store = await aStore();
  const desk = openDesk(store);
  const damaged = await desk.subscribe({}, 'C1');
  const sound = await desk.subscribe({}, 'C2');
  return {
    ...{ desk, damaged, sound, told: () => Object.fromEntries(store.rows.damaged()) },
    async tamper(table, change) {
      await store.db
        .updateTable(table)
        .set(change as never)
        .where(table === 'subscriptions' ? 'id' : 'subscription_id', '=', damaged.id as never)
        .execute();
    },
  };
}

/** Both are planned, and Slack is too busy for either. */
async function planned({ desk }: TwoDigests): Promise<void> {
  desk.clock.now += 9 * hourMs;
  desk.post.next('rate-limited');
  desk.post.next('rate-limited');
  await desk.worker.pass();
  desk.clock.now += 120_000;
}

test.each([
  ['days', '[null,7]'],
  ['topics', 'null'],
  ['exclusions', '{'],
  ['fewer_like', '["2310.16836"]'],
  ['time', '25:00'],
  ['time_zone', 'Europe/Nowhere'],
  ['size', 'many'],
  ['next_at', 'soon'],
  ['next_at', 2 ** 60],
  ['created_at', 1e300],
])('a subscription whose %s is %s stands in no list and can be removed; the others go on', async (column, value) => {
  const two = await twoDigests();
  const { desk, damaged, sound, told, tamper } = two;
  await tamper('subscriptions', { [column]: value });
  desk.clock.now += 9 * hourMs;

  await desk.postAll();

  expect(desk.post.standing).toEqual([`${sound.id}.2025-06-14/0`]);
  expect((await desk.digests.all()).map(({ subscription }) => subscription.id)).toEqual([sound.id]);
  expect(await desk.digests.in(damaged)).toEqual([]);
  expect(await desk.digests.get(damaged)).toBeUndefined();
  const { id, team, channel } = damaged;
  expect(await desk.digests.damaged(damaged)).toEqual([{ id, team, channel }]);
  expect(await desk.digests.damaged(sound)).toEqual([]);
  expect(told()).toEqual({ subscriptions: 1 });
  await desk.digests.remove(damaged);
  expect(await desk.digests.damaged()).toEqual([]);
  expect(told()).toEqual({});
});

test('a digest under way of a subscription that was damaged meanwhile ends; the others go on', async () => {
  const two = await twoDigests();
  const { desk, damaged, sound, tamper } = two;
  await planned(two);
  await tamper('subscriptions', { days: '[null]' });

  await desk.postAll();

  expect(desk.post.standing).toEqual([`${sound.id}.2025-06-14/0`]);
  expect(await desk.deliveries.of(damaged.id, 1)).toMatchObject([{ state: 'failed', reason: unreadableReason }]);
});

test.each([
  ['posted', '{'],
  ['posted', '[1]'],
  ['parts', -1],
  ['not_before', 'x'],
  ['due_at', 'x'],
  ['posting_at', 2 ** 60],
  ['content', '{"kind":"papers"}'],
  ['content', 'null'],
])('a delivery whose %s is %s fails, and says so; the others go on', async (column, value) => {
  const two = await twoDigests();
  const { desk, damaged, sound, tamper } = two;
  await planned(two);
  await tamper('deliveries', { [column]: value });

  await desk.postAll();

  expect(desk.post.standing).toEqual([`${sound.id}.2025-06-14/0`]);
  expect(await desk.deliveries.of(damaged.id, 1)).toMatchObject([{ state: 'failed', reason: damagedRecord }]);
});

test('a delivery that a damaged record ended is not planned again: nobody knows whether it was before', async () => {
  const two = await twoDigests();
  const { desk, damaged, sound, tamper } = two;
  await planned(two);
  await tamper('deliveries', { posted: '{' });
  await desk.postAll();

  const { planned: isPlanned } = await desk.digests.runDate(damaged, '2025-06-14');
  await desk.postAll();

  expect(isPlanned).toBe(false);
  expect(desk.post.standing).toEqual([`${sound.id}.2025-06-14/0`]);
});

test('the damaged record of yesterday keeps no digest of today from being posted', async () => {
  const { desk, damaged, tamper } = await twoDigests();
  desk.clock.now += 9 * hourMs;
  await desk.postAll();
  await tamper('deliveries', { content: 'null', created_at: 'x', due_at: 'x' });
  desk.clock.now += dayMs;

  await desk.postAll();

  expect(desk.post.standing).toContain(`${damaged.id}.2025-06-15/0`);
  expect(desk.post.standing).toHaveLength(4);
});
