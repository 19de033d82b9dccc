import { describe, expect, test } from 'vitest';
import { createShownLists } from '../../src/store/shown-lists.ts';
import { engines, useStores } from '../support/engines.ts';

const list = { team: 'T1', person: 'U1', channel: 'C1', thread: undefined, ts: '1.000001', posted: '{"paper":"a"}' };

describe.each(engines)('kept in %s', (engine) => {
  const stores = useStores(engine);

  test('what one person saw is theirs alone, in its conversation and thread, for a day', async () => {
    const shown = createShownLists(await stores.open());
    await shown.add(list, 0);
    await shown.add({ ...list, thread: '5.0', ts: '2.000001' }, 1);

    expect(await shown.of(list, 2)).toEqual([{ ...list, thread: '5.0', ts: '2.000001' }, list]);
    expect(await shown.of({ ...list, thread: '5.0' }, 2)).toHaveLength(1);
    for (const other of [{ team: 'T2' }, { person: 'U2' }, { channel: 'C2' }])
      expect(await shown.of({ ...list, ...other }, 2)).toEqual([]);
    expect(await shown.of(list, 86_400_001)).toHaveLength(1);
    await shown.add({ ...list, ts: '3.000001' }, 90_000_000);
    expect(await shown.of(list, 2)).toEqual([expect.objectContaining({ ts: '3.000001' })]);
  });
});
