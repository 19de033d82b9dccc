import type { Search, SearchResult } from './collection.ts';

/** Searches whose results are remembered, 20 kB each: those of people who turn pages or ask again. */
const maxRemembered = 100;

/** `search` that gives what was found before, until it is told to forget: over 20,000 papers half of an answer's time is spent there. */
export function rememberSearches(search: (search: Search) => Promise<SearchResult>): {
  search(search: Search): Promise<SearchResult>;
  forget(): void;
} {
  const remembered = new Map<string, { direction: Float32Array | undefined; result: SearchResult }>();
  return {
    forget: () => remembered.clear(),
    async search({ direction, except = [], ...asked }) {
      const unwanted = [...except];
      const key = JSON.stringify([asked, unwanted]);
      const known = remembered.get(key);
      // A question that is asked again has the very vector that it had before.
      if (known !== undefined && known.direction === (await direction)) return known.result;
      const result = await search({ ...asked, direction, except: unwanted });
      if (remembered.size >= maxRemembered) remembered.clear();
      remembered.set(key, { direction: await direction, result });
      return result;
    },
  };
}
