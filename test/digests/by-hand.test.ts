import { describe, expect, test } from 'vitest';
import { engines, useStores } from '../support/engines.ts';
import { type Desk, hourMs, openDesk } from './desk.ts';

/** Titles of the papers of each post, in order. */
function titlesPosted({ post }: Desk): string[] {
  return post.parts.map(({ digest }) =>
    digest.kind === 'papers' ? digest.papers.map(({ paper }) => paper.title).join() : digest.kind,
  );
}

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  test('a digest by hand does not use up the day: that of the schedule comes at its time, with papers that were not sent', async () => {
    const desk = openDesk(await stores.open());
    const subscription = await desk.subscribe({ time: '09:00', size: 1 });

    const isNew = await desk.digests.runNow(subscription);
    const isNewAgain = await desk.digests.runNow(subscription);
    await desk.postAll();
    desk.clock.now += 12 * hourMs;
    await desk.postAll();

    expect([isNew, isNewAgain]).toEqual([true, false]);
    expect(desk.post.standing).toEqual([`${subscription.id}.2025-06-14T00:00/0`, `${subscription.id}.2025-06-14/0`]);
    expect(titlesPosted(desk)).toEqual(['Three', 'Two']);
    expect((await desk.digests.get(subscription))?.nextAt).toBe(Date.parse('2025-06-15T09:00Z'));
  });

  test('one by hand in the very moment of the scheduled one shares no paper with it', async () => {
    const desk = openDesk(await stores.open());
    const subscription = await desk.subscribe({ time: '09:00', size: 1 });
    desk.clock.now += 9 * hourMs - 1_000;

    await desk.digests.runNow(subscription);
    desk.clock.now += 1_000;
    await desk.worker.pass();

    expect(desk.post.standing).toHaveLength(2);
    expect(titlesPosted(desk).toSorted()).toEqual(['Three', 'Two']);
  });

  test('one by hand neither takes the place of a scheduled one that waits, nor is overtaken by it', async () => {
    const desk = openDesk(await stores.open());
    const subscription = await desk.subscribe({ time: '09:00', size: 1 });
    desk.clock.now += 9 * hourMs;
    desk.post.next('rate-limited');
    await desk.worker.pass();
    desk.clock.now += 60_000;

    await desk.digests.runNow(subscription);
    await desk.postAll();

    expect(desk.post.standing.toSorted()).toEqual([
      `${subscription.id}.2025-06-14/0`,
      `${subscription.id}.2025-06-14T09:01/0`,
    ]);
  });

  test('one by hand posts nothing where nothing is left, and the schedule says so at its time', async () => {
    const desk = openDesk(await stores.open());
    const subscription = await desk.subscribe({ time: '09:00', size: 3 });
    await desk.digests.runNow(subscription);
    await desk.postAll();

    await desk.digests.runNow(subscription);
    await desk.postAll();
    const [last] = await desk.deliveries.of(subscription.id, 1);
    desk.clock.now += 9 * hourMs;
    await desk.postAll();

    expect(last).toMatchObject({ state: 'skipped', reason: 'There was nothing to post.' });
    expect(titlesPosted(desk)).toEqual(['Three,Two,One', 'archive-read']);
  });
});
