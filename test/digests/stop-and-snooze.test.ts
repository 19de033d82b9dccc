import { describe, expect, test } from 'vitest';
import { engines, useStores } from '../support/engines.ts';
import { dayMs, hourMs, openDesk } from './desk.ts';

/** Where the clock of a desk begins: Sat 14 June 2025, 00:00 UTC. */
const begin = Date.parse('2025-06-14');

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);
  const aDesk = async () => openDesk(await stores.open());

  test('a digest that was stopped comes back by Undo as it was: wishes, who changed it, when it is due, what it sent', async () => {
    const desk = await aDesk();
    const first = await desk.subscribe({ size: 1, topics: ['one, two or three'] });
    const subscription = await desk.digests.change(first, { ...first, topics: [] }, 'ben');
    if (subscription === undefined) throw new Error('It was there.');
    desk.clock.now += 9 * hourMs;
    await desk.postAll();
    const before = await desk.digests.in(subscription);

    await desk.digests.remove(subscription);
    desk.clock.now += 5 * hourMs;
    const meanwhile = await desk.digests.all();
    const removed = await desk.digests.removed(subscription);
    if (removed === undefined) throw new Error('It is kept.');
    await desk.digests.restore(removed);

    expect(meanwhile).toEqual([]);
    expect(await desk.digests.in(subscription)).toEqual(before);
    expect(await desk.digests.preview(subscription, { id: subscription.id })).toMatchObject({
      papers: [{ paper: { title: 'Two' } }],
    });
    expect(await desk.digests.restore(removed)).toBeUndefined();
  });

  test('one that is stopped posts nothing more, and its details go on where they were when that is undone', async () => {
    const desk = await aDesk();
    const subscription = await desk.subscribe({ size: 2, hasDetails: true });
    desk.clock.now += 9 * hourMs;
    await desk.worker.pass();

    await desk.digests.remove(subscription);
    await desk.postAll();
    const atStop = [...desk.post.standing];
    await desk.digests.restore(subscription);
    await desk.postAll();

    const post = `${subscription.id}.2025-06-14`;
    expect(atStop).toEqual([`${post}/0`]);
    expect(desk.post.standing).toEqual([`${post}/0`, `${post}/1`, `${post}/2`]);
  });

  test('Undo does not make a second one of what was set up anew', async () => {
    const desk = await aDesk();
    const subscription = await desk.subscribe();
    await desk.digests.remove(subscription);
    await desk.subscribe();

    expect(await desk.digests.restore(subscription)).toBeUndefined();
    expect(await desk.digests.all()).toHaveLength(1);
  });

  test('a digest that is set up in the same place within 30 days does not send the old papers again, later either', async () => {
    const desk = await aDesk();
    const old = await desk.subscribe({ size: 1 });
    desk.clock.now += 9 * hourMs;
    await desk.postAll();
    await desk.digests.remove(old);
    desk.clock.now += 29 * dayMs;
    const anew = await desk.subscribe({ size: 2, time: '10:00' });
    const elsewhere = await desk.subscribe({ size: 2 }, 'C2');
    const titles = async (id: string) => {
      const digest = await desk.digests.preview({ ...anew, size: 3 }, { id });
      return digest.kind === 'papers' ? digest.papers.map(({ paper }) => paper.title) : digest.kind;
    };

    const soon = await titles(anew.id);
    desk.clock.now = begin + 60 * dayMs;
    await desk.digests.pause(anew);
    await desk.digests.pause(elsewhere);
    await desk.postAll();

    expect([soon, await titles(anew.id)]).toEqual([
      ['Two', 'One'],
      ['Two', 'One'],
    ]);
    expect(await titles(elsewhere.id)).toEqual(['Three', 'Two', 'One']);
  });

  test('after 30 days it is forgotten with all that it sent', async () => {
    const store = await stores.open();
    const desk = openDesk(store);
    const subscription = await desk.subscribe({ size: 1 });
    desk.clock.now += 9 * hourMs;
    await desk.postAll();
    await desk.digests.remove(subscription);
    const rows = async () => (await store.db.selectFrom('sent_papers').selectAll().execute()).length;

    desk.clock.now += 30 * dayMs - hourMs;
    await desk.worker.pass();
    const kept = [await rows(), (await desk.digests.removed(subscription))?.id];
    desk.clock.now += 2 * hourMs;
    await desk.worker.pass();

    expect(kept).toEqual([1, subscription.id]);
    expect([await rows(), await desk.digests.removed(subscription)]).toEqual([0, undefined]);
  });

  test.each([
    ['a week', '2025-06-21', 7],
    ['a month', '2025-07-14', 30],
  ])('snoozed for %s it wakes by itself, and what was due meanwhile does not come', async (_, until, days) => {
    const desk = await aDesk();
    const subscription = await desk.subscribe({ size: 1 });
    const date = `${subscription.id}.${until}/0`;

    const snoozed = await desk.digests.snooze(subscription, until, 'ada');
    for (let day = 0; day < days; day += 1) {
      await desk.worker.pass();
      desk.clock.now += dayMs;
    }
    const asleep = [...desk.post.standing];
    desk.clock.now += 9 * hourMs;
    await desk.postAll();

    expect(snoozed?.subscription).toMatchObject({
      ...{ snoozedUntil: Date.parse(until), nextAt: Date.parse(`${until}T09:00Z`), changedBy: 'ada' },
    });
    expect(asleep).toEqual([]);
    expect(desk.post.standing).toEqual([date]);
  });

  test('a change of its time lets it sleep on, and resuming wakes it early', async () => {
    const desk = await aDesk();
    const subscription = await desk.subscribe();
    await desk.digests.snooze(subscription, '2025-06-21');

    const changed = await desk.digests.change(subscription, { ...subscription, time: '18:00' });
    const resumed = await desk.digests.resume(subscription);

    expect(changed?.nextAt).toBe(Date.parse('2025-06-21T18:00Z'));
    expect(resumed?.subscription).toMatchObject({ snoozedUntil: undefined, nextAt: Date.parse('2025-06-14T18:00Z') });
  });

  test('one that is paused is not snoozed', async () => {
    const desk = await aDesk();
    const subscription = await desk.subscribe();
    await desk.digests.pause(subscription);

    const outcome = await desk.digests.snooze(subscription, '2025-06-21');

    expect(outcome).toMatchObject({
      isNew: false,
      subscription: { paused: 'Paused by hand.', snoozedUntil: undefined },
    });
  });
});
