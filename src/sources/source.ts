import type { Paper } from '../papers/paper.ts';
import type { SliceRead } from '../store/source-runs.ts';
import { othersTurn } from './bounds.ts';

export const sourceNames = ['hugging-face', 'arxiv'] as const;
export type SourceName = (typeof sourceNames)[number];

/** Papers made of what a source gave, at once. */
const readAtOnce = 5;

/** An item that a source gave and that is no paper; the others of its list are read all the same. */
export interface SkippedItem {
  /** Its id or place in the list. */
  readonly item: string;
  /** Continues a sentence that begins with the item: "has no title". */
  readonly reason: string;
}

/** What one request brought. */
export interface Batch {
  readonly papers: readonly Paper[];
  readonly skipped: readonly SkippedItem[];
  /** New versions of papers: no news to a library that does not hold them, and then not kept. */
  readonly replaced?: readonly Paper[];
}

/** A paper, a new version of one, or what is none. */
export type ReadItem = Paper | { readonly replacement: Paper } | SkippedItem;

/** Papers, new versions and problems apart. */
export function batchOf(read: readonly (ReadItem | undefined)[]): Batch {
  const said = read.filter((one) => one !== undefined);
  const replaced = said.flatMap((one) => ('replacement' in one ? [one.replacement] : []));
  return {
    papers: said.filter((one): one is Paper => !('reason' in one) && !('replacement' in one)),
    skipped: said.filter((one): one is SkippedItem => 'reason' in one),
    ...(replaced.length > 0 && { replaced }),
  };
}

/** What a list holds, read in parts of some milliseconds each: others have their turn in between. */
export async function* inBatches<Item>(
  items: readonly Item[],
  read: (some: readonly Item[], first: number) => Batch,
): AsyncGenerator<Batch> {
  for (let at = 0; at < items.length; at += readAtOnce) {
    if (at > 0) await othersTurn();
    yield read(items.slice(at, at + readAtOnce), at);
  }
}

/** What is read at once and remembered as read: a day "YYYY-MM-DD", or whatever else the source calls its newest papers. */
export type Slice = string;

/** A place that publishes papers. One folder each: fetch, validate, map; see "A new source" in CONTRIBUTING.md. */
export interface Source {
  readonly name: SourceName;
  /** What people call it. */
  readonly title: string;
  /** What a run at `now` asks for, that which holds the newest papers first. `read` tells when each was read last. */
  slicesDue(now: number, read: ReadonlyMap<Slice, SliceRead>): Slice[];
  /** The slice that the newest papers are in at `now`. */
  newestSlice(now: number): Slice;
  /** What to ask for to get the papers of these days, both included, newest first. */
  slicesOf(firstDay: string, lastDay: string): Slice[];
  /** The day that the source has by its own clock, "YYYY-MM-DD": no later one can be asked for. */
  today(now: number): string;
  /**
   * Reads one slice, request by request, so that what came is kept when a later request fails.
   *
   * @throws SourceError
   */
  read(slice: Slice, signal: AbortSignal): AsyncIterable<Batch>;
  /**
   * The paper with this arXiv id; undefined when the source has none.
   *
   * @throws SourceError
   */
  find(id: string, signal: AbortSignal): Promise<Paper | undefined>;
  /** True on days on which the source, by its own rules, brings few papers or none: no reason to wonder. */
  isClosed(now: number): boolean;
  /** When to read again after a success; `hasNews`: on that day its newest slice held a paper that was not known from it. `random` is from 0 to below 1, so that not all bots come at once. */
  nextRunAt(now: number, hasNews: boolean, random: number): number;
  /** Pause after the nth failure in a row, in milliseconds. */
  failurePauseMs(failures: number): number;
}
