import { expect, test } from 'vitest';
import { aStore } from '../support/store.ts';
import { dayMs, hourMs, openDesk } from './desk.ts';

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
    const digest = await desk.digests.preview(subscription, { id });
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
