import { describe, expect, test, vi } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import { createShownLists, type ShownLists } from '../../src/store/shown-lists.ts';
import { engines, useStores } from '../support/engines.ts';

const list = { team: 'T1', person: 'U1', channel: 'C1', thread: undefined, ts: '1.000001', posted: '{"paper":"a"}' };
const inThread = { ...list, thread: '5.0', ts: '2.000001' };

function listsOver({ db }: Store): ShownLists {
  return createShownLists({
    db,
    onError: (error) => {
      throw error;
    },
  });
}

describe.each(engines)('kept in %s', (engine) => {
  const stores = useStores(engine);

  test('what one person saw is theirs alone, in its conversation and thread; another process knows it soon', async () => {
    const store = await stores.open();
    const [here, elsewhere] = [listsOver(store), listsOver(store)];
    here.add(list, 0);
    here.add(inThread, 1);

    expect(await here.of(list, 2)).toEqual([inThread, list]);
    await vi.waitUntil(async () => (await elsewhere.of(list, 2)).length === 2);
    expect(await elsewhere.of(list, 2)).toEqual([inThread, list]);
    expect(await elsewhere.of({ ...list, thread: '5.0' }, 2)).toEqual([inThread]);
    for (const other of [{ team: 'T2' }, { person: 'U2' }, { channel: 'C2' }])
      expect(await elsewhere.of({ ...list, ...other }, 2)).toEqual([]);
    expect(await elsewhere.of(list, 86_400_001)).toEqual([inThread]);
  });

  test('after a day it is deleted', async () => {
    const store = await stores.open();
    const lists = listsOver(store);
    lists.add(list, 0);
    await vi.waitUntil(async () => (await listsOver(store).of(list, 0)).length === 1);

    lists.add(inThread, 90_000_000);

    await vi.waitUntil(async () => {
      const rows = await store.db.selectFrom('shown_lists').select('ts').execute();
      return rows.length === 1 && rows[0]?.ts === inThread.ts;
    });
  });
});
