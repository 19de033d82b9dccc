import { describe, expect, test } from 'vitest';
import { missedReason, planDue, unreadableReason } from '../../src/digests/plan.ts';
import { engines, useStores } from '../support/engines.ts';
import { dayMs, hourMs, openDesk, papersNamed } from './desk.ts';

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  test('after a month of absence the newest missed date is posted, late; the others are on record', async () => {
    const store = await stores.open();
    const desk = openDesk(store);
    const { id } = await desk.subscribe({ time: '09:00' });
    desk.clock.now += 30 * dayMs;

    await desk.postAll();

    const deliveries = await desk.deliveries.of(id, 99);
    expect(desk.post.standing).toEqual([`${id}.2025-07-13/0`]);
    expect(desk.post.parts[0]?.delivery.dueAt).toBe(Date.parse('2025-07-13T09:00Z'));
    expect(deliveries.map(({ state }) => state)).toEqual(['sent', ...Array<string>(29).fill('skipped')]);
    expect(new Set(deliveries.slice(1).map(({ reason }) => reason))).toEqual(new Set([missedReason]));
  });

  test('a clock that jumps back posts nothing again, and one that ran ahead does not silence the digest', async () => {
    const store = await stores.open();
    const desk = openDesk(store, papersNamed('One', 'Two', 'Three', 'Four', 'Five'));
    const { id } = await desk.subscribe({ size: 1 });
    desk.clock.now += 9 * hourMs;
    await desk.postAll();

    desk.clock.now -= 2 * hourMs;
    await desk.postAll();
    desk.clock.now += 400 * dayMs; // for a moment the machine believes in another year
    await desk.postAll();
    desk.clock.now -= 400 * dayMs;
    await desk.postAll();
    desk.clock.now += dayMs + 2 * hourMs;
    await desk.postAll();

    const posted = desk.post.standing.filter((message) => !message.includes('.2026-'));
    expect(posted).toEqual([`${id}.2025-06-14/0`, `${id}.2025-06-15/0`]);
  });

  test('what a clock that ran ahead had planned and not posted holds nobody up', async () => {
    const store = await stores.open();
    const desk = openDesk(store, papersNamed('One', 'Two', 'Three'));
    const { id } = await desk.subscribe();
    const { id: other } = await desk.subscribe({ time: '10:00' }, 'C2');

    desk.clock.now += 3 * dayMs + 9 * hourMs;
    await planDue(store, desk.clock.now);
    desk.clock.now -= 3 * dayMs;
    await desk.postAll();
    desk.clock.now += hourMs;
    await desk.postAll();

    expect(desk.post.standing).toEqual([`${id}.2025-06-14/0`, `${other}.2025-06-14/0`]);
  });

  test('a digest that was planned before the bot went away is not posted beside the newest missed one', async () => {
    const store = await stores.open();
    const desk = openDesk(store);
    const { id } = await desk.subscribe({ size: 1 });
    desk.clock.now += 9 * hourMs;
    desk.post.next('rate-limited');
    await desk.worker.pass(); // its papers are chosen, and it waits for Slack
    desk.clock.now += 3 * dayMs;

    await desk.postAll();

    expect(desk.post.standing).toEqual([`${id}.2025-06-17/0`]);
    expect((await desk.deliveries.of(id, 9)).map(({ state }) => state)).toEqual(['sent', ...Array(3).fill('skipped')]);
    expect((await desk.deliveries.papersSent(id)).size).toBe(1);
  });

  test('one whose fate was unclear then, and that does not stand in Slack, is left out as well', async () => {
    const store = await stores.open();
    const desk = openDesk(store);
    const { id } = await desk.subscribe({ size: 1 });
    desk.clock.now += 9 * hourMs;
    desk.post.next('unclear');
    await desk.worker.pass();
    desk.clock.now += 3 * dayMs;

    await desk.postAll();

    expect(desk.post.standing).toEqual([`${id}.2025-06-17/0`]);
    expect((await desk.deliveries.papersSent(id)).size).toBe(1);
  });

  test('posts of one workspace are planned a quarter of a second apart, those of one channel a second', async () => {
    const store = await stores.open();
    const desk = openDesk(store);
    for (const [index, channel] of ['C1', 'C1', 'C2'].entries()) await desk.subscribe({ size: index + 1 }, channel);
    await desk.subscribe({}, 'C3', 'T2');
    const now = desk.clock.now + 9 * hourMs;

    await planDue(store, now);

    const planned = await store.db
      .selectFrom('deliveries')
      .select(['team', 'channel', 'not_before'])
      .orderBy('not_before')
      .execute();
    const offsets = (team: string) => planned.filter((row) => row.team === team).map((row) => row.not_before - now);
    const [first = 0, second = 0] = planned.filter((row) => row.channel === 'C1').map((row) => row.not_before);
    expect(offsets('T2')).toEqual([0]);
    expect(second - first).toBeGreaterThanOrEqual(1_100);
    expect(offsets('T1').every((offset, index, all) => index === 0 || offset - (all[index - 1] ?? 0) >= 250)).toBe(
      true,
    );
  });

  test('planners that run at once plan each date once', async () => {
    const store = await stores.open();
    const desk = openDesk(store);
    for (let channel = 0; channel < 20; channel += 1) await desk.subscribe({}, `C${channel}`);
    desk.clock.now += 9 * hourMs;

    await Promise.all([1, 2, 3, 4].map(() => planDue(store, desk.clock.now)));

    const { count } = await store.db
      .selectFrom('deliveries')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(20);
  });

  test('thousands of subscriptions that are due in one minute are all planned', async () => {
    const store = await stores.open();
    const desk = openDesk(store);
    const model = await desk.subscribe();
    const row = await store.db.selectFrom('subscriptions').selectAll().executeTakeFirstOrThrow();
    for (let batch = 0; batch < 8; batch += 1) {
      const rows = Array.from({ length: 150 }, (_, index) => ({
        ...row,
        id: `s${batch}-${index}`,
        channel: `C${batch}-${index}`,
      }));
      await store.db.insertInto('subscriptions').values(rows).execute();
    }
    desk.clock.now += 9 * hourMs;

    expect(await planDue(store, desk.clock.now)).toBe(1_201);
    expect((await desk.digests.get(model))?.nextAt).toBe(Date.parse('2025-06-15T09:00Z'));
  });

  test.each(['[null,7]', '{', '[]', '"x"', '[9]'])(
    'a row whose days are %s stands still; the others go on',
    async (days) => {
      const store = await stores.open();
      const desk = openDesk(store);
      const damaged = await desk.subscribe({}, 'C1');
      const sound = await desk.subscribe({}, 'C2');
      await store.db.updateTable('subscriptions').set({ days }).where('id', '=', damaged.id).execute();
      desk.clock.now += 9 * hourMs;

      await desk.postAll();

      const row = await store.db
        .selectFrom('subscriptions')
        .select('paused')
        .where('id', '=', damaged.id)
        .executeTakeFirstOrThrow();
      expect(desk.post.standing).toEqual([`${sound.id}.2025-06-14/0`]);
      expect(row.paused).toBe(unreadableReason);
    },
  );
});
