import type { Paper } from '../papers/paper.ts';
import type { Learnt } from '../store/papers.ts';
import type { Batch, SkippedItem, Slice, Source } from './source.ts';
import { SourceError } from './source-error.ts';

/** A transaction of so many papers takes some milliseconds: others are not held up, and neither is an answer. */
const papersAtOnce = 20;

export interface ReadOptions {
  readonly source: Source;
  readonly slices: readonly Slice[];
  /** Keeps papers, all or none of them, and says what was new. */
  readonly learn: (papers: readonly Paper[]) => Promise<Learnt[]>;
  /** Whether a paper is held, which a new version of it is worth keeping for; by default none is. */
  readonly holds?: (id: string) => Promise<boolean>;
  /** Items that are no papers. */
  readonly onSkipped: (items: readonly SkippedItem[]) => void;
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
 * Reads slices one after the other, and gives the first thing that went wrong. What came is kept batch by batch: a failure, or a break,
 * loses nothing that came before.
 *
 * @throws the signal's reason, and what `learn`, `onRead` and `keepLease` throw
 */
export async function readSlices({
  source,
  slices,
  learn,
  holds = async () => false,
  onSkipped,
  onRead,
  keepLease,
  signal,
}: ReadOptions): Promise<SourceError | undefined> {
  let failure: SourceError | undefined;

  /** True when there was news among them. */
  async function keep(batch: Batch): Promise<boolean> {
    onSkipped(batch.skipped);
    let hasNews = false;
    for (let start = 0; start < batch.papers.length; start += papersAtOnce) {
      const some = await learn(batch.papers.slice(start, start + papersAtOnce));
      // SQLite answers without giving others their turn.
      await new Promise(setImmediate);
      hasNews ||= some.some(({ isNewToSource }) => isNewToSource);
    }
    const replaced: Paper[] = [];
    for (const paper of batch.replaced ?? []) if (await holds(paper.id)) replaced.push(paper);
    if (replaced.length > 0) await learn(replaced);
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
  return failure;
}
