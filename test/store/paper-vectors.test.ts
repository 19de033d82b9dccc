import { describe, expect, test } from 'vitest';
import { createPaperVectors, type PaperVectors } from '../../src/store/paper-vectors.ts';
import { engines, useStores } from '../support/engines.ts';

const wholeBytes = 2;
const claim = { now: 1_000, leaseMs: 500 };
const bytes = (...numbers: number[]): Uint8Array => Uint8Array.from(numbers);
const plain = (found: ReadonlyMap<string, Uint8Array>) =>
  Object.fromEntries(Array.from(found, ([key, vectors]) => [key, [...vectors]]));
const numbersOf = async (vectors: PaperVectors, after: number) =>
  (await vectors.since(after, 100)).map(({ key, number, whole }) => [key, number, [...whole]]);

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);
  const open = async () => createPaperVectors(await stores.open(), { wholeBytes });

  test('vectors are kept byte for byte, and their wholes can be had alone', async () => {
    const vectors = await open();
    await vectors.put(
      new Map([
        ['a', bytes(0, 255, 128, 127)],
        ['b', bytes(1, 2)],
      ]),
      1_000,
    );

    expect(plain(await vectors.get(['a', 'b', 'c']))).toEqual({ a: [0, 255, 128, 127], b: [1, 2] });
    expect(plain(await vectors.wholes(['a', 'b', 'c']))).toEqual({ a: [0, 255], b: [1, 2] });
    expect(plain(await vectors.get([]))).toEqual({});
  });

  test('more keys than one statement takes are looked up', async () => {
    const vectors = await open();
    const keys = Array.from({ length: 1_200 }, (_, index) => `key ${index}`);
    await vectors.put(new Map(keys.map((key) => [key, bytes(1, 2)])), 1_000);

    expect((await vectors.wholes([...keys, 'other'])).size).toBe(1_200);
    await vectors.need(keys, 90_000_000);
    await vectors.forget(90_000_000);
    expect((await vectors.get(keys)).size).toBe(1_200);
  });

  test('of several processes one encodes a text at a time', async () => {
    const place = await stores.emptyPlace();
    const processes = [await stores.open(place), await stores.open(place), await stores.open(place)].map((store) =>
      createPaperVectors(store, { wholeBytes }),
    );
    const [first, second] = processes;
    if (first === undefined || second === undefined) throw new Error('Three processes');

    const orders = [
      ['a', 'b', 'c', 'd'],
      ['d', 'c', 'b', 'a'],
      ['b', 'a', 'd', 'c'],
    ];
    const leases = await Promise.all(processes.map((vectors, index) => vectors.claim(orders[index] ?? [], claim)));

    expect(leases.flatMap(({ keys }) => keys).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect((await second.claim(['e', 'a'], claim)).keys).toEqual(['e']);
  });

  test('what is there is not claimed; what was released, or held by a process that died, is', async () => {
    const vectors = await open();
    await vectors.put(new Map([['there', bytes(1, 2)]]), 1_000);
    const lease = await vectors.claim(['there', 'a', 'b'], claim);
    expect(lease.keys).toEqual(['a', 'b']);

    await vectors.put(new Map([['a', bytes(3, 4)]]), 1_000);
    expect((await vectors.claim(['a', 'b'], { ...claim, now: 1_499 })).keys).toEqual([]);
    expect((await vectors.claim(['a', 'b'], { ...claim, now: 1_500 })).keys).toEqual(['b']);

    await vectors.release(lease);
    expect((await vectors.claim(['b'], { ...claim, now: 1_501 })).keys).toEqual([]);
    await vectors.release(await vectors.claim(['c'], claim));
    expect((await vectors.claim(['a', 'c'], claim)).keys).toEqual(['c']);
  });

  test('a lease of a clock that ran a year ahead holds nobody up', async () => {
    const vectors = await open();
    await vectors.claim(['a'], { ...claim, now: 365 * 86_400_000 });

    expect((await vectors.claim(['a'], claim)).keys).toEqual(['a']);
  });

  test('what was claimed is not there before it is put', async () => {
    const vectors = await open();
    await vectors.claim(['a'], claim);

    expect((await vectors.get(['a'])).size).toBe(0);
    expect((await vectors.wholes(['a'])).size).toBe(0);
    expect(await vectors.since(0, 10)).toEqual([]);
  });

  test('every process can follow what others put, in one order, and what is put twice stays as it was', async () => {
    const place = await stores.emptyPlace();
    const one = createPaperVectors(await stores.open(place), { wholeBytes });
    const other = createPaperVectors(await stores.open(place), { wholeBytes });
    expect(await one.lastNumber()).toBe(0);

    await one.put(
      new Map([
        ['b', bytes(3, 4, 5)],
        ['a', bytes(1, 2, 3)],
      ]),
      1_000,
    );
    await other.put(
      new Map([
        ['a', bytes(9, 9)],
        ['c', bytes(5, 6)],
      ]),
      1_000,
    );

    expect(await numbersOf(other, 0)).toEqual([
      ['a', 1, [1, 2]],
      ['b', 2, [3, 4]],
      ['c', 4, [5, 6]],
    ]);
    expect(await numbersOf(one, 2)).toEqual([['c', 4, [5, 6]]]);
    expect(await one.lastNumber()).toBe(4);
  });

  test('nothing appears behind a number that was seen, whoever puts at the same time', async () => {
    const place = await stores.emptyPlace();
    const first = await stores.open(place);
    // In one process a second connection to SQLite would hold up the first, which has the lock.
    const second = engine === 'sqlite' ? first : await stores.open(place);
    const processes = [first, second].map((store) => createPaperVectors(store, { wholeBytes }));
    const reader = createPaperVectors(first, { wholeBytes });
    const followed: string[] = [];
    let seen = 0;
    const follow = async () => {
      for (const { key, number } of await reader.since(seen, 100)) {
        followed.push(key);
        seen = number;
      }
    };

    for (let round = 0; round < 10; round += 1) {
      const putting = processes.map((vectors, process) =>
        vectors.put(new Map([1, 2, 3].map((index) => [`${process} ${round} ${index}`, bytes(1, 2)])), 1_000),
      );
      await Promise.all([...putting, follow()]);
    }
    await follow();

    expect(new Set(followed).size).toBe(60);
    expect(followed).toHaveLength(60);
  });

  test('what nobody has needed for a week is forgotten, also what was claimed and never encoded', async () => {
    const day = 86_400_000;
    const vectors = await open();
    await vectors.put(
      new Map([
        ['needed', bytes(1, 2)],
        ['not needed', bytes(1, 2)],
      ]),
      0,
    );
    await vectors.claim(['never encoded'], { now: 0, leaseMs: 1 });

    for (let today = day; today <= 8 * day; today += day) {
      await vectors.need(['needed', 'unknown'], today);
      await vectors.forget(today - 7 * day);
    }

    expect(Object.keys(plain(await vectors.get(['needed', 'not needed'])))).toEqual(['needed']);
    expect(await vectors.since(0, 10)).toHaveLength(1);
  });
});
