import { describe, expect, test } from 'vitest';
import { createReadingList, type ReadingList } from '../../src/reading/reading-list.ts';
import { createSavedPapers } from '../../src/store/saved-papers.ts';
import { engines, useStores } from '../support/engines.ts';

const ada = { team: 'T1', person: 'U1' };
const ben = { team: 'T1', person: 'U2' };
const [quant, mamba] = [
  { id: '2310.16836', title: 'LLM-FP4' },
  { id: '2312.00752', title: 'Mamba' },
];

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);
  const clock = { now: 1_000 };
  async function aList(): Promise<ReadingList> {
    clock.now = 1_000;
    return createReadingList({ saved: createSavedPapers(await stores.open()), now: () => clock.now });
  }

  test('a paper is saved once for each person, the newest is listed first', async () => {
    const list = await aList();

    const first = await list.save(ada, quant, undefined);
    clock.now = 2_000;
    await list.save(ada, mamba, undefined);
    const again = await list.save(ada, quant, 'C1');
    const others = await list.save(ben, quant, undefined);

    expect([first, again, others]).toEqual([true, false, true]);
    expect((await list.mine(ada)).map(({ id }) => id)).toEqual([mamba.id, quant.id]);
  });

  test('a channel’s list holds what was saved there, and nothing of private saves or other workspaces', async () => {
    const list = await aList();
    await list.save(ada, quant, 'C1');
    await list.save(ben, quant, undefined);
    await list.save(ben, mamba, 'C2');
    await list.save({ team: 'T2', person: 'U9' }, mamba, 'C1');

    const saved = await list.ofChannel({ team: 'T1', channel: 'C1' });

    expect(saved).toMatchObject([{ id: quant.id, person: 'U1', channel: 'C1' }]);
  });

  test('what was removed comes back as it was within a day, and not later', async () => {
    const list = await aList();
    const key = { ...ada, paperId: quant.id };
    await list.save(ada, quant, 'C1');
    await list.markRead(key);

    const removed = await list.unsave(key);
    const listed = await list.mine(ada);
    const restored = await list.restore(key);
    await list.unsave(key);
    clock.now += 2 * 86_400_000;
    await list.save(ada, mamba, undefined);
    await list.unsave({ ...ada, paperId: mamba.id });

    expect(removed?.title).toBe('LLM-FP4');
    expect(listed).toEqual([]);
    expect(restored).toMatchObject({ channel: 'C1', savedAt: 1_000, readAt: 1_000 });
    expect(await list.restore(key)).toBeUndefined();
  });

  test('what was removed is saved anew, as unread', async () => {
    const list = await aList();
    const key = { ...ada, paperId: quant.id };
    await list.save(ada, quant, 'C1');
    await list.markRead(key);
    await list.unsave(key);
    clock.now = 5_000;

    expect(await list.save(ada, quant, undefined)).toBe(true);
    expect(await list.mine(ada)).toMatchObject([{ channel: undefined, savedAt: 5_000, readAt: undefined }]);
  });

  test('nobody marks or removes what another person saved', async () => {
    const list = await aList();
    await list.save(ada, quant, 'C1');
    const notBens = { ...ben, paperId: quant.id };

    expect([await list.unsave(notBens), await list.markRead(notBens), await list.markUnread(notBens)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(await list.mine(ada)).toMatchObject([{ readAt: undefined }]);
  });
});
