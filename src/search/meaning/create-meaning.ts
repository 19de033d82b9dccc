import type { KeptVectors } from './kept-vectors.ts';
import type { AskedMeaning, Meaning, PaperMeaning } from './meaning.ts';
import { directionOf, lengthOf, type TextVectors } from './packed-vectors.ts';

/** Papers whose vectors are kept, 6 kB each: the best of a question are often those of the one before. */
const maxUnpacked = 3_000;

export interface MeaningDependencies {
  /** Encodes what is asked. */
  readonly of: Meaning['of'];
  readonly hasWord: Meaning['hasWord'];
  /** Where vectors of papers are. */
  readonly kept: Pick<KeptVectors, 'get'>;
}

function meaningOf({ whole, pieces }: TextVectors): PaperMeaning {
  return {
    whole: directionOf(whole),
    pieces: pieces.map((piece) => (piece.length === 0 ? undefined : { numbers: piece, length: lengthOf(piece) })),
  };
}

export function createMeaning({ of, hasWord, kept }: MeaningDependencies): Meaning {
  const unpacked = new Map<string, PaperMeaning>();

  function remember(key: string, meaning: PaperMeaning): void {
    unpacked.delete(key);
    unpacked.set(key, meaning);
    const oldest = unpacked.keys().next().value;
    if (unpacked.size > maxUnpacked && oldest !== undefined) unpacked.delete(oldest);
  }

  return {
    of: (pieces, asker): Promise<AskedMeaning> => of(pieces, asker),
    hasWord,
    async ofKeys(keys) {
      const missing = keys.filter((key) => !unpacked.has(key));
      const found = missing.length === 0 ? [] : await kept.get(missing);
      const fresh = new Map(Array.from(found, ([key, vectors]) => [key, meaningOf(vectors)]));
      const given = new Map<string, PaperMeaning>();
      for (const key of keys) {
        const meaning = fresh.get(key) ?? unpacked.get(key);
        if (meaning === undefined) continue;
        given.set(key, meaning);
        remember(key, meaning);
      }
      return given;
    },
  };
}
