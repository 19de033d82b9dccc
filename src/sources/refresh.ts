import type { Logger } from 'pino';
import type { Papers } from '../store/papers.ts';
import type { SliceRead, SourceLease, SourceRuns } from '../store/source-runs.ts';
import type { CatchUp } from './catch-up.ts';
import type { FillFacts } from './paper-facts.ts';
import { readSlices } from './read-source.ts';
import type { Source } from './source.ts';
import { SourceError } from './source-error.ts';
import { hasNewsOfToday } from './status.ts';

/** How often the store is asked what is due and what others brought: all processes see a paper within a minute. */
const pollMs = 20_000;

/** A process that was not heard of for so long is taken for dead: a request with all its pauses may take a quarter of an hour. */
export const sourceLeaseMs = 20 * 60_000;

/** A source that asks for more silence is asked again after a day: it may have mistaken itself, and nobody would notice. */
const longestAskedMs = 86_400_000;

/** Failed runs are spread a little as well. */
const failureJitter = 0.2;

/** Another process took over: what this one reads is no longer its business. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

export interface RefreshDependencies {
  readonly sources: readonly Source[];
  readonly papers: Papers;
  readonly runs: SourceRuns;
  readonly catchUp: CatchUp;
  /** Called at the start, beside the sources. */
  readonly fillFacts?: FillFacts | undefined;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Resolves early, without an error, when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface ReadReport {
  /** Papers by what became of them; for the log. */
  readonly counts: Readonly<Record<string, number>>;
  readonly failure: SourceError | undefined;
}

/** Remembers that a slice was read, and whether it brought news of the day. */
export async function recordRead(
  runs: SourceRuns,
  source: Source,
  lease: SourceLease,
  { hasNews, ...read }: SliceRead & { readonly hasNews: boolean },
): Promise<void> {
  await runs.recordSlice(source.name, read);
  if (hasNews && read.slice === source.newestSlice(read.readAt)) await runs.noteNews(lease, read.readAt);
}

/** Keeps a lease while something is read. @throws LeaseLostError when another process has it */
export function leaseKeeper(runs: SourceRuns, lease: SourceLease, now: () => number): () => Promise<void> {
  return async () => {
    if (!(await runs.extend(lease, now() + sourceLeaseMs))) throw new LeaseLostError();
  };
}

export type Refresh = ReturnType<typeof createRefresh>;

/** Reads sources when they are due and keeps the library up to date, until it is stopped. */
export function createRefresh(dependencies: RefreshDependencies) {
  const { sources, papers, runs, catchUp, fillFacts, logger, now, random, sleep } = dependencies;
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<unknown> = Promise.resolve();

  async function read(source: Source, lease: SourceLease): Promise<ReadReport> {
    const { name } = source;
    const counts = { added: 0, updated: 0, unchanged: 0, skipped: 0 };
    const failure = await readSlices({
      source,
      slices: source.slicesDue(now(), await runs.slices(name)),
      async learn(batch) {
        const learnt = await papers.learn(name, batch, now());
        await catchUp();
        for (const { outcome } of learnt) counts[outcome] += 1;
        return learnt;
      },
      holds: async (id) => (await papers.get(id)) !== undefined,
      onSkipped(items) {
        counts.skipped += items.length;
        for (const { item, reason } of items) logger.warn({ source: name, item, reason }, 'Item of a source not used');
      },
      onRead: (slice, held) => recordRead(runs, source, lease, { slice, readAt: now(), ...held }),
      keepLease: leaseKeeper(runs, lease, now),
      signal,
    });
    return { counts, failure };
  }

  async function settle(source: Source, lease: SourceLease, { failure, counts }: ReadReport): Promise<void> {
    const { name: from } = source;
    if (failure === undefined) {
      const nextAt = source.nextRunAt(now(), hasNewsOfToday(source, await runs.get(from), now()), random());
      await runs.succeed(lease, { now: now(), nextAt });
      logger.info({ source: from, ...counts, nextAt: new Date(nextAt).toISOString() }, 'Source read');
      return;
    }
    const failures = ((await runs.get(from))?.failure?.count ?? 0) + 1;
    const askedMs = Math.min(failure.retryAfterMs ?? 0, longestAskedMs);
    const pauseMs = Math.max(source.failurePauseMs(failures), askedMs);
    const nextAt = Math.round(now() + pauseMs * (1 + failureJitter * random()));
    await runs.fail(lease, { now: now(), nextAt, reason: failure.message });
    logger.warn({ source: from, err: failure, ...counts, nextAt: new Date(nextAt).toISOString() }, 'Source not read');
  }

  async function readIfFree(source: Source, when: { readonly isDueOnly: boolean }): Promise<void> {
    const lease = await runs.claim(source.name, { now: now(), leaseMs: sourceLeaseMs, ...when });
    if (lease === undefined) return;
    try {
      await settle(source, lease, await read(source, lease));
    } catch (error) {
      if (error instanceof LeaseLostError) return;
      if (signal.aborted) {
        await runs.release(lease);
        return;
      }
      // A bug must not read the source again every 20 s.
      const failure = new SourceError(
        'unreadable',
        `${source.title} could not be read: an error of the bot, see its log.`,
      );
      await settle(source, lease, { counts: {}, failure });
      throw error;
    }
  }

  async function repeat(step: () => Promise<unknown>, trouble: string): Promise<void> {
    while (!signal.aborted) {
      try {
        await step();
      } catch (error) {
        logger.error({ err: error }, trouble);
      }
      await sleep(pollMs, signal);
    }
  }

  const readIfDue = (source: Source): Promise<void> => readIfFree(source, { isDueOnly: true });

  return {
    /** Reads all sources that nobody is reading, due or not. */
    async readNow(): Promise<void> {
      const turn = Promise.all(sources.map((source) => readIfFree(source, { isDueOnly: false })));
      running = Promise.allSettled([running, turn]);
      await turn;
    },
    /** Reads what is due now and follows what others brought. */
    async pass(): Promise<void> {
      await Promise.all(sources.map(readIfDue));
      await catchUp();
    },
    start(): void {
      running = Promise.all([
        repeat(catchUp, 'The library does not follow the store'),
        fillFacts?.(signal).catch((err: unknown) => logger.error({ err }, 'Authors and dates not filled in')),
        ...sources.map((source) => repeat(() => readIfDue(source), 'Source not read')),
      ]);
    },
    /** Breaks off what is being read; what came is kept. */
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
