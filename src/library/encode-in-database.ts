import type { Paper } from '../papers/paper.ts';
import { dayNumber } from '../search/paper-facts.ts';
import type { PaperSearch } from '../store/paper-search.ts';
import type { PaperSearchWriter } from '../store/paper-search-writer.ts';
import type { EncodedLibrary } from './encode-papers.ts';
import type { SharedVectors } from './stored-vectors.ts';
import { unindexedPapers } from './unindexed-papers.ts';

/** Papers taken at once: half a minute's work, after which what came meanwhile has its turn. */
const takenAtOnce = 500;

/** What a database lacks vectors of, some papers at a time, and where these are put. */
export interface EncodedInDatabase {
  readonly library: EncodedLibrary;
  readonly vectors: SharedVectors;
  /** Papers that lack them and may have come out on `day`, "YYYY-MM-DD", or later: the next that are encoded. */
  take(day: string, limit: number): Promise<Paper[]>;
  /** Makes papers found by the vectors that were set. */
  flush(): Promise<void>;
}

/** @param now milliseconds since 1970-01-01 UTC */
export function encodedInDatabase(
  { search, writer }: { readonly search: PaperSearch; readonly writer: PaperSearchWriter },
  vectors: SharedVectors,
  now: () => number,
): EncodedInDatabase {
  let waiting = unindexedPapers([]);
  const set = new Map<string, Int8Array>();
  let [isSettled, lastChange]: [boolean, number | undefined] = [false, -1];

  async function flush(): Promise<void> {
    const wholes = new Map(set);
    set.clear();
    if (wholes.size > 0) await writer.setVectors(wholes);
  }

  async function take(sinceDay: number, limit: number): Promise<Paper[]> {
    await flush();
    const papers = await search.unencoded(sinceDay, limit);
    waiting = unindexedPapers([...waiting.withoutVector(), ...papers]);
    return papers;
  }

  return {
    library: {
      get size() {
        return waiting.size;
      },
      papers: () => [],
      get: (id) => waiting.get(id),
      withoutVector: () => waiting.withoutVector(),
      vectorKeyOf: (id) => waiting.vectorKeyOf(id),
      setVector(id, key, whole) {
        waiting.setVector(id, key, whole);
        set.set(key, whole);
      },
      async refresh() {
        const change = (await search.state())?.change;
        // Papers are put in faster without the index that is made here: it waits until nobody is at it.
        if (!isSettled && change === lastChange) {
          await writer.settle();
          isSettled = true;
        }
        lastChange = change;
        await take(0, takenAtOnce);
      },
    },
    vectors: {
      ...vectors,
      async put(encoded) {
        await vectors.put(encoded);
        await flush();
      },
      async tidy() {
        await writer.needVectors(now());
        await vectors.tidy([]);
      },
    },
    take: (day, limit) => take(dayNumber(day), limit),
    flush,
  };
}
