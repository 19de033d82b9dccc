import type { Paper } from '../../src/papers/paper.ts';
import type { SkippedItem, Source } from '../../src/sources/source.ts';
import { SourceError } from '../../src/sources/source-error.ts';

export interface Outcome {
  readonly papers: readonly Paper[];
  readonly skipped: readonly SkippedItem[];
  readonly failure: SourceError | undefined;
}

/** All that one slice of a source brought, up to its end or its failure. */
export async function outcomeOf(source: Source, slice: string): Promise<Outcome> {
  const papers: Paper[] = [];
  const skipped: SkippedItem[] = [];
  try {
    for await (const batch of source.read(slice, new AbortController().signal)) {
      papers.push(...batch.papers);
      skipped.push(...batch.skipped);
    }
  } catch (failure) {
    if (!(failure instanceof SourceError)) throw failure;
    return { papers, skipped, failure };
  }
  return { papers, skipped, failure: undefined };
}
