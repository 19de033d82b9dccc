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
}

/** @param now milliseconds since 1970-01-01 UTC */
export function encodedInDatabase(
  { search, writer }: { readonly search: PaperSearch; readonly writer: PaperSearchWriter },
  vectors: SharedVectors,
  now: () => number,
): EncodedInDatabase {
  const waiting = unindexedPapers([]);
  let [isSettled, lastChange]: [boolean, number | undefined] = [false, -1];

  async function take(sinceDay: number, limit: number): Promise<Paper[]> {
    await writer.takeVectors();
    const papers = await search.unencoded(sinceDay, limit);
    waiting.forgetEncoded();
    for (const paper of papers) waiting.add(paper);
    return papers;
  }

  return {
    library: Object.assign(waiting, {
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
    }),
    vectors: {
      ...vectors,
      async put(encoded) {
        await vectors.put(encoded);
        await writer.takeVectors([...encoded.keys()]);
      },
      async tidy() {
        await writer.needVectors(now());
        await vectors.tidy([]);
      },
    },
    take: (day, limit) => take(dayNumber(day), limit),
  };
}
