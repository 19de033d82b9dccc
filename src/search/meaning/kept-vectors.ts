import type { TextVectors } from './packed-vectors.ts';

/** Where vectors are kept, by key, see vectorKey(). */
export interface KeptVectors {
  /** Of the whole text, of those keys that are there. */
  wholes(keys: readonly string[]): Promise<ReadonlyMap<string, Int8Array>>;
  /** Of the whole and its pieces. */
  get(keys: readonly string[]): Promise<ReadonlyMap<string, TextVectors>>;
}

/** Where more can be put. */
export interface WritableVectors extends KeptVectors {
  /** What is there stays. */
  put(vectors: ReadonlyMap<string, TextVectors>): Promise<void>;
}

async function fromFirst<Vectors>(
  keys: readonly string[],
  readers: readonly ((keys: readonly string[]) => Promise<ReadonlyMap<string, Vectors>>)[],
): Promise<ReadonlyMap<string, Vectors>> {
  const found = new Map<string, Vectors>();
  for (const read of readers) {
    const missing = keys.filter((key) => !found.has(key));
    if (missing.length === 0) break;
    for (const [key, vectors] of await read(missing)) found.set(key, vectors);
  }
  return found;
}

/** Looks in each of `places` in turn for what those before it lack. */
export function firstOf(places: readonly KeptVectors[]): KeptVectors {
  return {
    wholes: (keys) =>
      fromFirst(
        keys,
        places.map((place) => place.wholes),
      ),
    get: (keys) =>
      fromFirst(
        keys,
        places.map((place) => place.get),
      ),
  };
}
