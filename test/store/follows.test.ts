import { describe, expect, test } from 'vitest';
import { createFollows } from '../../src/store/follows.ts';
import { engines, useStores } from '../support/engines.ts';

const ada = { team: 'T1', person: 'U1' };
const ben = { team: 'T1', person: 'U2' };
const marlowe = { kind: 'author', target: 'ada marlowe', name: 'Ada Marlowe', since: 1, told: [] } as const;

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  test('each person follows for themselves, once, and is told each thing once', async () => {
    const follows = createFollows(await stores.open());

    const added = [await follows.add(ada, marlowe), await follows.add(ada, marlowe), await follows.add(ben, marlowe)];
    await follows.tell(ada, marlowe, ['paper 1', 'paper 2']);
    await follows.tell(ada, marlowe, ['paper 2', 'paper 3']);
    const removed = await follows.remove(ben, marlowe);

    expect(added).toEqual([true, false, true]);
    expect(await follows.of(ada)).toEqual([{ ...marlowe, told: ['paper 1', 'paper 2', 'paper 3'] }]);
    expect([removed, await follows.remove(ben, marlowe), await follows.of(ben)]).toEqual([marlowe, undefined, []]);
  });
});
