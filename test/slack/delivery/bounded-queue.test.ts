import { expect, test } from 'vitest';
import { createBoundedQueue } from '../../../src/slack/delivery/bounded-queue.ts';

test('so many tasks run at once, so many wait in order, and the rest is refused', async () => {
  const queue = createBoundedQueue({ atOnce: 2, waiting: 3 });
  const begun: number[] = [];
  const { promise: free, resolve: release } = Promise.withResolvers<void>();
  const run = (number: number) =>
    queue.run(async () => {
      begun.push(number);
      await free;
    });

  const runs = [1, 2, 3, 4, 5, 6].map(run);
  expect(begun).toEqual([1, 2]);
  expect(await runs[5]).toBe(false);
  release();

  expect(await Promise.all(runs)).toEqual([true, true, true, true, true, false]);
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(await run(7)).toBe(true);
});

test('a task that fails makes room for the next', async () => {
  const queue = createBoundedQueue({ atOnce: 1, waiting: 1 });
  const failing = queue.run(() => Promise.reject(new Error('no')));
  const next = queue.run(async () => undefined);

  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe(true);
});
