import { describe, expect, test } from 'vitest';
import { createSourceRuns } from '../../src/store/source-runs.ts';
import { engines, useStores } from '../support/engines.ts';

const claim = { now: 1_000, leaseMs: 500, isDueOnly: true };

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  test('of several processes one reads a source at a time, another source meanwhile may be read', async () => {
    const place = await stores.emptyPlace();
    const processes = [await stores.open(place), await stores.open(place), await stores.open(place)];

    const leases = await Promise.all(processes.map((store) => createSourceRuns(store).claim('arxiv', claim)));

    expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
    const [first] = processes;
    if (first === undefined) throw new Error('Three processes');
    expect(await createSourceRuns(first).claim('hugging-face', claim)).toBeDefined();
  });

  test('a process that died gives way when its lease runs out, and can then write no more', async () => {
    const runs = createSourceRuns(await stores.open());
    const dead = await runs.claim('arxiv', claim);
    if (dead === undefined) throw new Error('Free at first');

    expect(await runs.claim('arxiv', { ...claim, now: 1_499 })).toBeUndefined();
    expect(await runs.claim('arxiv', { ...claim, now: 1_500 })).toBeDefined();

    expect(await runs.extend(dead, 9_000)).toBe(false);
    expect(await runs.noteNews(dead, 1_600)).toBe(false);
    expect(await runs.succeed(dead, { now: 1_600, nextAt: 2_000 })).toBe(false);
    expect((await runs.get('arxiv'))?.lastSuccess).toBeUndefined();
  });

  test('the last success stays known through failures, which say since when, how often and why', async () => {
    const runs = createSourceRuns(await stores.open());
    const held = async (now: number) => {
      const lease = await runs.claim('arxiv', { ...claim, now });
      if (lease === undefined) throw new Error(`Due at ${now}`);
      return lease;
    };
    const first = await held(1_000);
    await runs.noteNews(first, 1_100);
    await runs.succeed(first, { now: 1_100, nextAt: 2_000 });
    await runs.fail(await held(2_000), { now: 2_100, nextAt: 3_000, reason: 'HTTP 503' });
    await runs.fail(await held(3_000), { now: 3_100, nextAt: 4_000, reason: 'HTTP 429' });

    expect(await runs.get('arxiv')).toEqual({
      source: 'arxiv',
      lastSuccess: 1_100,
      lastNew: 1_100,
      failure: { at: 3_100, since: 2_100, count: 2, reason: 'HTTP 429' },
      nextAt: 4_000,
    });
    await runs.succeed(await held(4_000), { now: 4_100, nextAt: 5_000 });
    expect(await runs.get('arxiv')).toMatchObject({ lastSuccess: 4_100, lastNew: 1_100, failure: undefined });
  });

  test('before it is due a source is only read by hand', async () => {
    const runs = createSourceRuns(await stores.open());
    const lease = await runs.claim('arxiv', claim);
    if (lease === undefined) throw new Error('Free at first');
    await runs.succeed(lease, { now: 1_100, nextAt: 5_000 });

    expect(await runs.claim('arxiv', { ...claim, now: 2_000 })).toBeUndefined();
    expect(await runs.claim('arxiv', { ...claim, now: 2_000, isDueOnly: false })).toBeDefined();
  });

  test('what a clock that ran a year ahead left behind holds nobody up', async () => {
    const runs = createSourceRuns(await stores.open());
    const year = 365 * 86_400_000;
    const ahead = await runs.claim('arxiv', { ...claim, now: year });
    if (ahead === undefined) throw new Error('Free at first');
    const afterLease = await runs.claim('arxiv', claim);
    if (afterLease === undefined) throw new Error('A lease of next year is none');
    await runs.succeed(afterLease, { now: 1_000, nextAt: year });

    expect(await runs.claim('arxiv', { ...claim, now: 2_000 })).toBeDefined();
  });

  test('a reading by hand that broke off is known by when it began, until it is finished', async () => {
    const runs = createSourceRuns(await stores.open());

    expect(await runs.beginBackfill('arxiv', 'since 2026-01-01', 10)).toBeUndefined();
    await runs.recordSlice('arxiv', { slice: '2026-01-01', readAt: 11, papers: 3 });
    await runs.recordSlice('arxiv', { slice: '2026-01-01', readAt: 12, papers: 4 });
    expect(await runs.beginBackfill('arxiv', 'since 2026-01-01', 20)).toBe(10);
    expect([...(await runs.slices('arxiv')).values()]).toEqual([{ slice: '2026-01-01', readAt: 12, papers: 4 }]);
    await runs.endBackfill('arxiv', 'since 2026-01-01');
    expect(await runs.beginBackfill('arxiv', 'since 2026-01-01', 30)).toBeUndefined();
  });
});
