import { dims } from '../search/meaning/encoder.ts';
import type { WritableVectors } from '../search/meaning/kept-vectors.ts';
import { pack, type TextVectors, unpack } from '../search/meaning/packed-vectors.ts';
import type { Store } from '../store/open-store.ts';
import { createPaperVectors, type PaperVectors, type VectorLease } from '../store/paper-vectors.ts';

/** The vector of a whole text, put after others. */
export interface FollowedVector {
  readonly key: string;
  readonly number: number;
  readonly whole: Int8Array;
}

/** Vectors that processes share: which of them encodes what, and what others encoded. */
export interface SharedVectors extends WritableVectors {
  /** Those of `keys` that are not there and nobody else is at work on. */
  claim(keys: readonly string[]): Promise<VectorLease>;
  /** Gives back what was claimed and not put. */
  release(lease: VectorLease): Promise<void>;
  /** What was put after `number`, some at a time, in the order of the numbers. */
  since(number: number): Promise<readonly FollowedVector[]>;
  /** The last number of any. */
  lastNumber(): Promise<number>;
  /** Says that these are needed, and deletes what nobody has needed for a week. */
  tidy(needed: readonly string[]): Promise<void>;
}

/** A batch takes two seconds, and a minute on a slow machine where people ask meanwhile; a process that died holds it no longer. */
const leaseMs = 120_000;

/** What no paper and no running encoder has needed for so long is deleted. */
const forgottenAfterMs = 7 * 86_400_000;

/** Vectors of others read at once. */
const followedAtOnce = 500;

const asMap = <From, To>(found: ReadonlyMap<string, From>, one: (from: From) => To): Map<string, To> =>
  new Map(Array.from(found, ([key, from]) => [key, one(from)]));

const wholeOf = (bytes: Uint8Array): Int8Array => unpack(bytes).whole;

function writable(vectors: PaperVectors, now: () => number): WritableVectors {
  return {
    wholes: async (keys) => asMap(await vectors.wholes(keys), wholeOf),
    get: async (keys) => asMap(await vectors.get(keys), unpack),
    put: (put: ReadonlyMap<string, TextVectors>) => vectors.put(asMap(put, pack), now()),
  };
}

/** Vectors of papers in the table of a store. @param now milliseconds since 1970-01-01 UTC */
export function createStoredVectors(store: Store, now: () => number): SharedVectors {
  const vectors = createPaperVectors(store, { wholeBytes: dims });
  return {
    ...writable(vectors, now),
    claim: (keys) => vectors.claim(keys, { now: now(), leaseMs }),
    release: vectors.release,
    lastNumber: vectors.lastNumber,
    async since(number) {
      const rows = await vectors.since(number, followedAtOnce);
      return rows.map((row) => ({ ...row, whole: wholeOf(row.whole) }));
    },
    async tidy(needed) {
      await vectors.need(needed, now());
      await vectors.forget(now() - forgottenAfterMs);
    },
  };
}

/** Vectors of the topics of subscriptions, in the same table: what is asked for is needed. */
export function createStoredTopics(store: Store, now: () => number): WritableVectors {
  const vectors = createPaperVectors(store, { wholeBytes: dims });
  const kept = writable(vectors, now);
  return {
    ...kept,
    async get(keys) {
      const found = await kept.get(keys);
      if (found.size > 0) await vectors.need([...found.keys()], now());
      return found;
    },
  };
}

/** Vectors of a process that shares them with no other, as a command without a store. */
export function unshared(vectors: WritableVectors): SharedVectors {
  return {
    ...vectors,
    claim: async (keys) => ({ lease: '', keys }),
    release: async () => undefined,
    since: async () => [],
    lastNumber: async () => 0,
    tidy: async () => undefined,
  };
}
