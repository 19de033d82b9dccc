import { type MemoryPaperboy, openPaperboy, shippedLibrary } from '../../src/library/open-paperboy.ts';
import type { Paper } from '../../src/papers/paper.ts';
import type { Answer } from '../../src/search/answer.ts';
import { type Ask, createAsk } from '../../src/search/ask.ts';
import { createLibrary, type Library } from '../../src/search/library.ts';
import { createMemoryFollower, type Follower } from '../../src/sources/catch-up.ts';

/** A Saturday, so that tests with dates read the same on every day. */
export const testNow = Date.UTC(2025, 5, 14);

/** A paper whose id follows from its text, so that two different papers never share one. */
export function aPaper(overrides: Partial<Paper> = {}): Paper {
  const { title = 'A paper', abstract = 'An abstract.' } = overrides;
  const id = `${title} ${abstract}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return { id, title, abstract, ...overrides };
}

export function libraryOf(papers: Iterable<Paper>): Library {
  const library = createLibrary();
  library.add(papers);
  return library;
}

/** Lets a library follow a store. */
export function followerOf({ add, get }: Library, monotonicMs: () => number): Follower {
  return createMemoryFollower({ add: (paper) => add([paper]), known: get, monotonicMs });
}

/** ask() over these papers alone, on `testNow`. */
export function askAmong(papers: Iterable<Paper>): Ask {
  return createAsk({ library: libraryOf(papers), now: () => testNow });
}

let shipped: Promise<MemoryPaperboy> | undefined;

/** ask() over the shipped library, on `testNow`; loaded once a test file, so not to be changed. */
export function shippedPaperboy(): Promise<MemoryPaperboy> {
  shipped ??= openPaperboy({ files: [shippedLibrary], now: () => testNow, onProblem: () => undefined });
  return shipped;
}

/** What a person would read down the page: titles in order, or the kind of an answer that lists none. */
export function titlesOf(answer: Answer): string[] {
  return answer.kind === 'matches' ? answer.matches.map(({ paper }) => paper.title) : [answer.kind];
}
