import type { WritableVectors } from './kept-vectors.ts';
import type { TextVectors } from './packed-vectors.ts';

/** Vectors that end with the process. */
export function vectorsInMemory(): WritableVectors {
  const kept = new Map<string, TextVectors>();
  const found = <Part>(keys: readonly string[], part: (vectors: TextVectors) => Part): Map<string, Part> =>
    new Map(
      keys.flatMap((key) => {
        const vectors = kept.get(key);
        return vectors === undefined ? [] : [[key, part(vectors)] as const];
      }),
    );
  return {
    wholes: async (keys) => found(keys, ({ whole }) => whole),
    get: async (keys) => found(keys, (vectors) => vectors),
    async put(vectors) {
      for (const [key, one] of vectors) kept.set(key, one);
    },
  };
}
