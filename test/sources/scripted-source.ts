import type { Paper } from '../../src/papers/paper.ts';
import type { Batch, Slice, Source } from '../../src/sources/source.ts';
import type { SourceError } from '../../src/sources/source-error.ts';

/** What a slice brings, in order: papers, or a failure. */
export type Script = ReadonlyMap<Slice, readonly (readonly Paper[] | SourceError)[]>;

/** A source that brings what a test says, asks for all of it at every run, and is due again after an hour. */
export function scriptedSource(script: () => Script, during: () => Promise<void> = async () => undefined): Source {
  const slices = (): Slice[] => [...script().keys()].sort().reverse();
  return {
    name: 'hugging-face',
    title: 'Scripted',
    newestSlice: () => slices()[0] ?? '',
    today: (now) => new Date(now).toISOString().slice(0, 10),
    slicesOf: (first, last) => slices().filter((slice) => slice >= first && slice <= last),
    slicesDue: slices,
    async *read(slice): AsyncGenerator<Batch> {
      for (const one of script().get(slice) ?? []) {
        await during();
        if (one instanceof Error) throw one;
        yield { papers: one as readonly Paper[], skipped: [] };
      }
    },
    find: async (id) =>
      [...script().values()].flat(2).find((one): one is Paper => !(one instanceof Error) && one.id === id),
    isClosed: () => false,
    nextRunAt: (now) => now + 3_600_000,
    failurePauseMs: (failures) => 60_000 * 2 ** (failures - 1),
  };
}
