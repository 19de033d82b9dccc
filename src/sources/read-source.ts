import type { Paper } from '../papers/paper.ts';
import type { Learnt } from '../store/papers.ts';
import type { Batch, SkippedItem, Slice, Source } from './source.ts';
import { SourceError } from './source-error.ts';

/** A transaction of so many papers takes some milliseconds: others are not held up, and neither is an answer. */
const papersAtOnce = 20;

/** What reading some slices of a source did. */
export interface ReadReport {
  readonly learnt: readonly Learnt[];
  readonly skipped: readonly SkippedItem[];
  /** The first thing that went wrong; what came before and after it was kept. */
  readonly failure: SourceError | undefined;
}

export interface ReadOptions {
  readonly source: Source;
  readonly slices: readonly Slice[];
  /** Keeps papers, all or none of them, and says what was new. */
  readonly learn: (papers: readonly Paper[]) => Promise<Learnt[]>;
  /** A slice was read to its end: how many papers it held, and whether the source had not told of one of them before. */
  readonly onRead: (slice: Slice, held: { readonly papers: number; readonly hasNews: boolean }) => Promise<void>;
  /** Called before every request; throws when the reading must not go on. */
  readonly keepLease: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** A request that is refused says nothing about the next one; every other failure would meet it as well. */
function isOnlyThisSlice(error: SourceError): boolean {
  return error.kind === 'refused';
}

/**
 * Reads slices one after the other. What came is kept batch by batch: a failure, or a break, loses nothing that came before.
 *
 * @throws the signal's reason, and what `learn`, `onRead` and `keepLease` throw
 */
export async function readSlices({
  source,
  slices,
  learn,
  onRead,
  keepLease,
  signal,
}: ReadOptions): Promise<ReadReport> {
  const learnt: Learnt[] = [];
  const skipped: SkippedItem[] = [];
  let failure: SourceError | undefined;

  /** True when there was news among them. */
  async function keep(batch: Batch): Promise<boolean> {
    skipped.push(...batch.skipped);
    let hasNews = false;
    for (let start = 0; start < batch.papers.length; start += papersAtOnce) {
      const some = await learn(batch.papers.slice(start, start + papersAtOnce));
      learnt.push(...some);
      hasNews ||= some.some(({ isNewToSource }) => isNewToSource);
    }
    return hasNews;
  }

  for (const slice of slices) {
    signal.throwIfAborted();
    await keepLease();
    try {
      let papers = 0;
      let hasNews = false;
      for await (const batch of source.read(slice, signal)) {
        hasNews = (await keep(batch)) || hasNews;
        papers += batch.papers.length;
        await keepLease();
      }
      await onRead(slice, { papers, hasNews });
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      failure ??= error;
      if (!isOnlyThisSlice(error)) break;
    }
  }
  return { learnt, skipped, failure };
}
