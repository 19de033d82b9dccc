import type { SourceRun, SourceRuns } from '../store/source-runs.ts';
import { isDay } from './days.ts';
import type { Source, SourceName } from './source.ts';

/**
 * How fresh the papers of a source are. Three of these bring no papers, for different reasons:
 * - quiet: it answers, and has nothing new today
 * - closed: nothing is expected on such a day, which is named: elsewhere the day may be another
 * - broken: it was not readable, so papers may be missing
 */
export type Freshness =
  | { readonly kind: 'not-read' }
  | { readonly kind: 'fresh'; readonly papers: number }
  | { readonly kind: 'quiet' }
  | { readonly kind: 'closed'; readonly day: string }
  | { readonly kind: 'broken'; readonly since: number; readonly reason: string };

/** Times are milliseconds since 1970-01-01 UTC. */
export interface SourceStatus {
  readonly name: SourceName;
  /** What people call it. */
  readonly title: string;
  readonly freshness: Freshness;
  readonly lastSuccess: number | undefined;
  readonly failures: number;
  readonly nextAt: number;
}

/** A run that is this late did not take place: nobody was there to read, or nobody can. */
const overdueMs = 2 * 3_600_000;

/** On its day, by its own clock, the source brought a paper that it had not told of before. */
export function hasNewsOfToday(source: Source, run: SourceRun | undefined, now: number): boolean {
  return run?.lastNew !== undefined && source.today(run.lastNew) === source.today(now);
}

function freshnessOf(source: Source, run: SourceRun | undefined, newest: number, now: number): Freshness {
  if (run?.failure !== undefined) return { kind: 'broken', since: run.failure.since, reason: run.failure.reason };
  if (run?.lastSuccess === undefined) return { kind: 'not-read' };
  if (now - run.nextAt > overdueMs)
    return { kind: 'broken', since: run.lastSuccess, reason: 'Nothing has read it since.' };
  const newestSlice = source.newestSlice(now);
  const isTodays = isDay(newestSlice) || hasNewsOfToday(source, run, now);
  if (newest > 0 && isTodays) return { kind: 'fresh', papers: newest };
  return source.isClosed(now) ? { kind: 'closed', day: source.today(now) } : { kind: 'quiet' };
}

export type SourcesStatus = () => Promise<SourceStatus[]>;

export function createSourcesStatus({
  sources,
  runs,
  now,
}: {
  readonly sources: readonly Source[];
  readonly runs: SourceRuns;
  readonly now: () => number;
}): SourcesStatus {
  return () =>
    Promise.all(
      sources.map(async (source): Promise<SourceStatus> => {
        const [run, slices] = await Promise.all([runs.get(source.name), runs.slices(source.name)]);
        const newest = slices.get(source.newestSlice(now()))?.papers ?? 0;
        return {
          name: source.name,
          title: source.title,
          freshness: freshnessOf(source, run, newest, now()),
          lastSuccess: run?.lastSuccess,
          failures: run?.failure?.count ?? 0,
          nextAt: Math.max(run?.nextAt ?? 0, now()),
        };
      }),
    );
}
