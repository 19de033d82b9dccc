import { describe, expect, test } from 'vitest';
import { defaultWishes } from '../../src/digests/wishes.ts';
import { createSubscriptions, type Subscription } from '../../src/store/subscriptions.ts';
import { engines, useStores } from '../support/engines.ts';

const subscription = (id: string): Subscription => ({
  ...{
    ...defaultWishes,
    timeZone: 'UTC',
    id,
    team: 'T1',
    channel: 'C1',
    createdBy: 'U1',
    paused: undefined,
    nextAt: 1,
    createdAt: 1,
  },
});

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  test('of processes that keep the same digest at once one does', async () => {
    const place = await stores.emptyPlace();
    const processes = [await stores.open(place), await stores.open(place), await stores.open(place)];

    const added = await Promise.all(
      processes.map((store, index) => createSubscriptions(store).add(subscription(`${index}`))),
    );

    expect(added.filter(Boolean)).toHaveLength(1);
  });

  test('of two changes of the same wishes the second changes nothing', async () => {
    const subscriptions = createSubscriptions(await stores.open());
    const before = subscription('one');
    await subscriptions.add(before);

    const first = await subscriptions.change(before, { ...before, size: 3 }, 2);
    const second = await subscriptions.change(before, { ...before, size: 4 }, 2);

    expect([first?.size, second]).toEqual([3, undefined]);
  });
});
