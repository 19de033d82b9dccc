import { expect, test } from 'vitest';
import { aStore } from '../support/store.ts';
import { type Desk, dayMs, hourMs, openDesk } from './desk.ts';

/** Titles of the papers of each post, in order. */
function titlesPosted({ post }: Desk): string[] {
  return post.parts.map(({ digest }) =>
    digest.kind === 'papers' ? digest.papers.map(({ paper }) => paper.title).join() : digest.kind,
  );
}

test('a digest by hand does not use up the day: that of the schedule comes at its time, with papers that were not sent', async () => {
  const desk = openDesk(await aStore());
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
  const desk = openDesk(await aStore());
  const subscription = await desk.subscribe({ time: '09:00', size: 1 });
  desk.clock.now += 9 * hourMs - 1_000;

  await desk.digests.runNow(subscription);
  desk.clock.now += 1_000;
  await desk.worker.pass();

  expect(desk.post.standing).toHaveLength(2);
  expect(titlesPosted(desk).toSorted()).toEqual(['Three', 'Two']);
});

test('one by hand neither takes the place of a scheduled one that waits, nor is overtaken by it', async () => {
  const desk = openDesk(await aStore());
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
  const desk = openDesk(await aStore());
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

test('a digest of a date that failed for sure can be planned again', async () => {
  const desk = openDesk(await aStore());
  const subscription = await desk.subscribe();
  desk.clock.now += 9 * hourMs;
  desk.post.next('refused');
  await desk.worker.pass();
  await desk.digests.resume(subscription);

  const { planned } = await desk.digests.runDate(subscription, '2025-06-14');
  await desk.postAll();

  expect(planned).toBe(true);
  expect(desk.post.standing).toEqual([`${subscription.id}.2025-06-14/0`]);
});

test('one that may have been posted cannot', async () => {
  const desk = openDesk(await aStore());
  const subscription = await desk.subscribe();
  desk.clock.now += 9 * hourMs;
  desk.post.next('unclear');
  desk.post.nextFind({ kind: 'unreadable', sentence: 'May not look.' });
  await desk.postAll();

  const { planned, delivery } = await desk.digests.runDate(subscription, '2025-06-14');

  expect([planned, delivery?.state]).toEqual([false, 'failed']);
});

test('a new time takes effect at once; dates that were posted do not come again', async () => {
  const desk = openDesk(await aStore());
  const subscription = await desk.subscribe({ time: '09:00' });
  desk.clock.now += 9 * hourMs;
  await desk.postAll();

  const changed = await desk.digests.change(subscription, { ...subscription, time: '18:00' });
  desk.clock.now += dayMs;
  await desk.postAll();

  expect(changed?.nextAt).toBe(Date.parse('2025-06-15T18:00Z'));
  expect(desk.post.standing).toHaveLength(1);
});

test('what fell due while it was paused is not caught up with', async () => {
  const desk = openDesk(await aStore());
  const subscription = await desk.subscribe();
  await desk.digests.pause(subscription);
  desk.clock.now += 3 * dayMs;
  await desk.postAll();

  await desk.digests.resume(subscription);
  await desk.postAll();

  expect(desk.post.standing).toEqual([]);
  expect((await desk.digests.get(subscription))?.nextAt).toBe(Date.parse('2025-06-17T09:00Z'));
});

test('a pause in the last second keeps what is planned from being posted, and says why', async () => {
  const desk = openDesk(await aStore());
  const subscription = await desk.subscribe();
  desk.clock.now += 9 * hourMs;
  desk.post.next('rate-limited');
  await desk.worker.pass();

  await desk.digests.pause(subscription);
  desk.clock.now += 60_000;
  await desk.postAll();

  expect(desk.post.standing).toEqual([]);
  expect(await desk.deliveries.of(subscription.id, 1)).toMatchObject([{ state: 'skipped', reason: 'Paused by hand.' }]);
});

test('a preview changes nothing, and leaves out what was sent', async () => {
  const desk = openDesk(await aStore());
  const subscription = await desk.subscribe({ size: 1 });
  const titles = async (id?: string) => {
    const digest = await desk.digests.preview(subscription, id);
    return digest.kind === 'papers' ? digest.papers.map(({ paper }) => paper.title) : digest.kind;
  };

  const before = [await titles(subscription.id), await titles(subscription.id)];
  desk.clock.now += 9 * hourMs;
  await desk.postAll();

  expect(before).toEqual([['Three'], ['Three']]);
  expect(await titles(subscription.id)).toEqual(['Two']);
  expect(await titles()).toEqual(['Three']);
});

test('one that is removed while somebody else edits it stays removed', async () => {
  const desk = openDesk(await aStore());
  const subscription = await desk.subscribe();

  await Promise.all([
    desk.digests.change(subscription, { ...subscription, size: 2 }),
    desk.digests.remove(subscription),
  ]);

  expect(await desk.digests.get(subscription)).toBeUndefined();
});

test('who edits it does not undo that it was paused meanwhile', async () => {
  const desk = openDesk(await aStore());
  const subscription = await desk.subscribe();
  await desk.digests.pause(subscription);

  const changed = await desk.digests.change(subscription, { ...subscription, size: 2 });

  expect(changed).toMatchObject({ size: 2, paused: 'Paused by hand.' });
});
