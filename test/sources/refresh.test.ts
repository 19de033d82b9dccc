import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createCatchUp, createMemoryFollower } from '../../src/sources/catch-up.ts';
import { createRefresh } from '../../src/sources/refresh.ts';
import type { Source } from '../../src/sources/source.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import { createSourcesStatus } from '../../src/sources/status.ts';
import type { Store } from '../../src/store/open-store.ts';
import { createPapers } from '../../src/store/papers.ts';
import { createSourceRuns } from '../../src/store/source-runs.ts';
import { aPaper, libraryOf } from '../support/builders.ts';
import { engines, useStores } from '../support/engines.ts';
import { aStore } from '../support/store.ts';
import { atEachTurn, countingTurns } from '../support/turns.ts';
import { type Script, scriptedSource } from './scripted-source.ts';

const [one, two, three] = ['2603.00001', '2603.00002', '2603.00003'].map((id) =>
  aPaper({ id, title: `Paper ${id}` }),
) as [ReturnType<typeof aPaper>, ReturnType<typeof aPaper>, ReturnType<typeof aPaper>];
const down = new SourceError('unreachable', 'Scripted has trouble (HTTP 503).', { status: 503 });
const startedAt = Date.UTC(2026, 2, 5, 12);

/** A process that reads one source into a library of its own. */
function aProcess(store: Store, source: Source, clock: { now: number }) {
  const library = libraryOf([]);
  const papers = createPapers(store);
  const runs = createSourceRuns(store);
  const now = (): number => clock.now;
  const add = (paper: ReturnType<typeof aPaper>): void => library.add([paper]);
  const catchUp = createCatchUp({
    papers,
    follower: createMemoryFollower({ add, known: library.get, monotonicMs: now }),
  });
  const refresh = createRefresh({
    ...{ sources: [source], papers, runs, catchUp, now, random: () => 0, logger: pino({ level: 'silent' }) },
    async sleep(_, signal) {
      if (signal.aborted) return;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    },
  });
  const ids = (): string[] => [...library.papers()].map(({ id }) => id).sort();
  return {
    library,
    papers,
    runs,
    refresh,
    catchUp,
    ids,
    status: createSourcesStatus({ sources: [source], runs, now }),
  };
}

test('a new version of a paper that is held is kept, and none of one that is not', async () => {
  const scripted = scriptedSource(() => new Map([['2026-03-05', [[one]]]]));
  const source: Source = {
    ...scripted,
    async *read(slice, signal) {
      yield* scripted.read(slice, signal);
      yield {
        papers: [],
        skipped: [],
        replaced: [
          { ...one, version: 2 },
          { ...two, version: 3 },
        ],
      };
    },
  };
  const bot = aProcess(await aStore(), source, { now: startedAt });

  await bot.refresh.pass();

  expect(bot.ids()).toEqual([one.id]);
  expect(bot.library.get(one.id)?.version).toBe(2);
});

test('what a source brings can be searched after its run, and is not asked for again before it is due', async () => {
  const script: { now: Script } = { now: new Map([['2026-03-05', [[one]]]]) };
  const clock = { now: startedAt };
  const bot = aProcess(
    await aStore(),
    scriptedSource(() => script.now),
    clock,
  );

  await bot.refresh.pass();
  expect(bot.ids()).toEqual([one.id]);
  script.now = new Map([['2026-03-05', [[one, two]]]]);
  clock.now += 3_599_999;
  await bot.refresh.pass();
  expect(bot.ids()).toEqual([one.id]);
  clock.now += 1;
  await bot.refresh.pass();

  expect(bot.ids()).toEqual([one.id, two.id]);
});

test('a run that fails keeps what came before, and is tried again after growing pauses; then all is well', async () => {
  const script: { now: Script } = { now: new Map([['2026-03-05', [[one], down]]]) };
  const clock = { now: startedAt };
  const bot = aProcess(
    await aStore(),
    scriptedSource(() => script.now),
    clock,
  );

  await bot.refresh.pass();
  expect(bot.ids()).toEqual([one.id]);
  expect(await bot.status()).toMatchObject([
    {
      freshness: { kind: 'broken', since: startedAt, reason: 'Scripted has trouble (HTTP 503).' },
      ...{ lastSuccess: undefined, nextAt: startedAt + 60_000 },
    },
  ]);
  clock.now += 60_000;
  await bot.refresh.pass();
  expect(await bot.status()).toMatchObject([
    { freshness: { since: startedAt }, failures: 2, nextAt: startedAt + 180_000 },
  ]);
  script.now = new Map([['2026-03-05', [[two]]]]);
  clock.now += 120_000;
  await bot.refresh.pass();

  expect(bot.ids()).toEqual([one.id, two.id]);
  expect(await bot.status()).toMatchObject([{ freshness: { kind: 'fresh', papers: 1 }, failures: 0 }]);
});

test('a source that asks for a year of silence is asked again after a day, and not at every look', async () => {
  const yearMs = 365 * 86_400_000;
  const silence = new SourceError('rate-limited', 'Scripted wants fewer requests.', { retryAfterMs: yearMs });
  const clock = { now: startedAt };
  let reads = 0;
  const bot = aProcess(
    await aStore(),
    scriptedSource(
      () => new Map([['2026-03-05', [silence]]]),
      async () => {
        reads += 1;
      },
    ),
    clock,
  );

  await bot.refresh.pass();
  clock.now += 20_000;
  await bot.refresh.pass();
  expect(reads).toBe(1);
  clock.now += 86_400_000;
  await bot.refresh.pass();

  expect(reads).toBe(2);
});

test.each(['fails', 'is stopped'])('news that came before a run %s stay news of the day', async (end) => {
  const clock = { now: startedAt };
  let isEnding = false;
  const store = await aStore();
  const feed = { papers: [one], skipped: [] };
  /** As arXiv: a feed that has no date of its own, and days. */
  const source: Source = {
    ...scriptedSource(() => new Map()),
    newestSlice: () => 'feed',
    slicesDue: () => ['feed', '2026-03-03', '2026-03-02'],
    async *read(slice) {
      if (slice === 'feed') yield feed;
      else if (isEnding && end === 'fails') throw down;
      else if (isEnding) await first.refresh.stop();
    },
  };
  const first = aProcess(store, source, clock);
  isEnding = true;
  await first.refresh.pass().catch(() => undefined);
  isEnding = false;
  const next = aProcess(store, source, clock);
  clock.now += 3_600_000;
  await next.refresh.pass();

  expect(await next.status()).toMatchObject([{ freshness: { kind: 'fresh', papers: 1 } }]);
});

test('a list that is shorter than before takes no paper away', async () => {
  const script: { now: Script } = { now: new Map([['2026-03-05', [[one, two]]]]) };
  const clock = { now: startedAt };
  const bot = aProcess(
    await aStore(),
    scriptedSource(() => script.now),
    clock,
  );

  await bot.refresh.pass();
  script.now = new Map([['2026-03-05', [[two]]]]);
  clock.now += 3_600_000;
  await bot.refresh.pass();

  expect(bot.ids()).toEqual([one.id, two.id]);
});

test('a day that is refused does not keep the other days from being read', async () => {
  const refused = new SourceError('refused', 'Scripted refused the request (HTTP 404).', { status: 404 });
  const script: Script = new Map([
    ['2026-03-05', [[one]]],
    ['2026-03-04', [refused]],
    ['2026-03-03', [[three]]],
  ]);
  const bot = aProcess(
    await aStore(),
    scriptedSource(() => script),
    { now: startedAt },
  );

  await bot.refresh.pass();

  expect(bot.ids()).toEqual([one.id, three.id]);
  expect(await bot.status()).toMatchObject([{ freshness: { kind: 'broken' } }]);
});

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  test('of two processes on one database one reads, and both have the papers', async () => {
    const place = await stores.emptyPlace();
    const store = await stores.open(place);
    // SQLite has one process, and blocks it while two connections of it wait for each other.
    const other = engine === 'sqlite' ? store : await stores.open(place);
    const clock = { now: startedAt };
    let reads = 0;
    const source = scriptedSource(
      () => new Map([['2026-03-05', [[one, two]]]]),
      async () => {
        reads += 1;
      },
    );
    const [first, second] = [aProcess(store, source, clock), aProcess(other, source, clock)];

    await Promise.all([first.refresh.pass(), second.refresh.pass()]);
    await Promise.all([first.catchUp(), second.catchUp()]);

    expect(reads).toBe(1);
    expect([first.ids(), second.ids()]).toEqual([
      [one.id, two.id],
      [one.id, two.id],
    ]);
  });
});

test('a paper is on disk before it can be found', async () => {
  const store = await aStore();
  const papers = createPapers(store);
  const onDisk: (boolean | undefined)[] = [];
  const checks: Promise<void>[] = [];
  const follower = createMemoryFollower({
    known: () => undefined,
    monotonicMs: () => 0,
    add: (paper) => void checks.push(papers.get(paper.id).then((stored) => void onDisk.push(stored !== undefined))),
  });
  const catchUp = createCatchUp({ papers, follower });

  await papers.learn('hugging-face', [one, two], 1);
  await catchUp();
  await Promise.all(checks);

  expect(onDisk).toEqual([true, true]);
});

test('facts of a source are added to what a file says of the paper; nothing of it is lost', async () => {
  const clock = { now: startedAt };
  const brought = aPaper({ id: one.id, title: 'Paper', abstract: '', upvotes: 7 });
  const bot = aProcess(
    await aStore(),
    scriptedSource(() => new Map([['2026-03-05', [[brought]]]])),
    clock,
  );
  bot.library.add([{ ...one, abstract: 'From the file.', codeUrl: 'https://github.com/a/b' }]);

  await bot.refresh.pass();

  expect(bot.library.get(one.id)).toEqual({
    ...{ id: one.id, title: 'Paper', abstract: 'From the file.', codeUrl: 'https://github.com/a/b', upvotes: 7 },
  });
});

test('a bot that is stopped while it reads keeps what came, and another goes on at once', async () => {
  const store = await aStore();
  const clock = { now: startedAt };
  const reading = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const script: Script = new Map([
    ['2026-03-05', [[one]]],
    ['2026-03-04', [[two]]],
  ]);
  const slow = scriptedSource(
    () => script,
    async () => {
      reading.resolve();
      await goOn.promise;
    },
  );
  const stopped = aProcess(store, slow, clock);
  stopped.refresh.start();
  await reading.promise;
  const stop = stopped.refresh.stop();
  goOn.resolve();
  await stop;
  const next = aProcess(
    store,
    scriptedSource(() => script),
    clock,
  );

  expect(await next.papers.count()).toBe(1);
  await next.refresh.pass();

  expect(next.ids()).toEqual([one.id, two.id]);
});

test('a process that stood still while another took over writes no result of its run', async () => {
  const store = await aStore();
  const clock = { now: startedAt };
  const script: Script = new Map([['2026-03-05', [[one], [two]]]]);
  const asleep = { isFirst: true };
  const other = aProcess(
    store,
    scriptedSource(() => script),
    clock,
  );
  const sleeper = aProcess(
    store,
    scriptedSource(
      () => script,
      async () => {
        if (!asleep.isFirst) return;
        asleep.isFirst = false;
        clock.now += 21 * 60_000;
        await other.refresh.pass();
      },
    ),
    clock,
  );

  await sleeper.refresh.pass();

  expect(await other.status()).toMatchObject([{ freshness: { kind: 'fresh' }, lastSuccess: clock.now }]);
  expect(sleeper.ids()).toEqual([one.id, two.id]);
});

test('papers that are known already hold up no answer either', async () => {
  const many = Array.from({ length: 200 }, (_, index) => aPaper({ id: `2603.${10_000 + index}`, title: `P ${index}` }));
  const clock = { now: startedAt };
  const bot = aProcess(
    await aStore(),
    scriptedSource(() => new Map([['2026-03-05', [many]]])),
    clock,
  );
  await bot.refresh.pass();
  clock.now += 3_600_000;

  const { turns } = await countingTurns(bot.refresh.pass);

  expect(turns).toBeGreaterThanOrEqual(10); // 20 papers a step
});

describe('a library that follows', () => {
  test('gives the event loop back after every few milliseconds of work', async () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      aPaper({ id: `2603.${10_000 + index}`, title: `P ${index}` }),
    );
    const papers = {
      changedSince: async (change: number, limit: number) =>
        many.slice(change, change + limit).map((paper, index) => ({ paper, change: change + index + 1 })),
    };
    const clock = { ms: 0 };
    let added = 0;
    let most = 0;
    const onTurn = (): void => {
      most = Math.max(most, added);
      added = 0;
    };
    const add = (): void => {
      added += 1;
      clock.ms += 3;
    };

    const follower = createMemoryFollower({ add, known: () => undefined, monotonicMs: () => clock.ms });
    await atEachTurn(onTurn, createCatchUp({ papers, follower }));

    // Three papers of 3 ms are the first to take more than 8 ms.
    expect(most).toBeLessThanOrEqual(3);
  });
});
