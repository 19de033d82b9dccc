import { isDeepStrictEqual } from 'node:util';
import type { SourceService } from '../compose.ts';
import { displayText } from '../papers/display-text.ts';
import { mergePapers } from '../papers/merge-papers.ts';
import type { Paper } from '../papers/paper.ts';
import type { Collection } from '../search/collection.ts';
import { isDay } from '../sources/days.ts';
import { readSlices } from '../sources/read-source.ts';
import { LeaseLostError, leaseKeeper, recordRead, sourceLeaseMs } from '../sources/refresh.ts';
import { type SkippedItem, type Source, sourceNames } from '../sources/source.ts';
import { hasNewsOfToday } from '../sources/status.ts';
import type { Learnt } from '../store/papers.ts';
import type { SourceLease } from '../store/source-runs.ts';
import { type CommandContext, type ExitCode, UsageError } from './command.ts';
import { withState } from './digest-state.ts';
import { progressOn } from './progress.ts';

export interface IngestSourceOptions {
  readonly source: string;
  /** "YYYY-MM-DD": one day, or all from a day on; neither: what the running bot would read now. */
  readonly date: string | undefined;
  readonly since: string | undefined;
  readonly isDryRun: boolean;
}

/** Ctrl-C, a supervisor, and a terminal that is closed: each leaves the source to others. */
const interrupts = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function dayOption(name: string, day: string | undefined, today: string): string | undefined {
  if (day === undefined) return undefined;
  if (!isDay(day)) throw new UsageError(`--${name} takes a day as YYYY-MM-DD, not "${day}".`);
  if (day > today) throw new UsageError(`--${name} ${day} has not come yet: the source's day is ${today}.`);
  return day;
}

/** What becomes of a paper, compared with all that the library knows. */
function outcomeOf(before: Paper | undefined, told: Paper): Pick<Learnt, 'paper' | 'outcome'> {
  if (before === undefined) return { paper: told, outcome: 'added' };
  const paper = mergePapers(before, told);
  return { paper, outcome: isDeepStrictEqual(before, paper) ? 'unchanged' : 'updated' };
}

interface Span {
  /** Undefined: what is due. */
  readonly name: string | undefined;
  readonly slices: readonly string[];
}

/** What is left to read: days that were read before the same command broke off are not read again. */
async function spanOf(
  { date, since, isDryRun }: IngestSourceOptions,
  source: Source,
  { runs }: SourceService,
  now: number,
): Promise<Span> {
  const today = source.today(now);
  const [day, first] = [dayOption('date', date, today), dayOption('since', since, today)];
  if (day !== undefined && first !== undefined) throw new UsageError('Give --date or --since, not both.');
  const read = await runs.slices(source.name);
  const begin = day ?? first;
  if (begin === undefined) return { name: undefined, slices: source.slicesDue(now, read) };
  const name = `${day === undefined ? 'since' : 'date'} ${begin}`;
  const slices = source.slicesOf(begin, day ?? today);
  if (isDryRun) return { name, slices };
  const startedAt = await runs.beginBackfill(source.name, name, now);
  const isLeft = (slice: string): boolean => startedAt === undefined || (read.get(slice)?.readAt ?? 0) < startedAt;
  return { name, slices: slices.filter(isLeft) };
}

interface Report {
  readonly learnt: readonly Pick<Learnt, 'outcome' | 'paper'>[];
  readonly skipped: readonly SkippedItem[];
}

function writeReport({ stdout }: CommandContext, { learnt, skipped }: Report, isDryRun: boolean): void {
  for (const outcome of ['added', 'updated'] as const) {
    for (const { paper } of learnt.filter((one) => one.outcome === outcome))
      stdout.write(`${outcome.padEnd(8)} ${paper.id}  ${displayText(paper.title)}\n`);
  }
  for (const { item, reason } of skipped) stdout.write(`skipped  ${item} ${reason}\n`);
  const counted = (outcome: Learnt['outcome']): string =>
    `${learnt.filter((one) => one.outcome === outcome).length} ${outcome}`;
  const counts = [counted('added'), counted('updated'), counted('unchanged'), `${skipped.length} skipped`];
  stdout.write(`${counts.join(', ')}${isDryRun ? ' (dry run: nothing written)' : ''}\n`);
}

/** What is read, and what it is compared with. */
interface Reading {
  readonly source: Source;
  readonly span: Span;
  readonly lease: SourceLease;
  readonly service: SourceService;
  readonly library: Pick<Collection, 'get'>;
}

/** Reads a span under the lease, and tells how it went. */
async function readSpan(
  { isDryRun }: IngestSourceOptions,
  context: CommandContext,
  { source, span, lease, service, library }: Reading,
): Promise<ExitCode> {
  const { stderr, now } = context;
  const { runs, papers, catchUp } = service;
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  for (const signal of interrupts) process.once(signal, onInterrupt);
  const learnt: Learnt[] = [];
  const skipped: SkippedItem[] = [];
  const goesOn = isDryRun ? '' : ' The same command goes on from here.';
  const progress = progressOn(stderr);
  const showRead = (read: number, slice: string): void =>
    progress.show(read, span.slices.length, `read, ${learnt.length} papers, ${slice}`);
  const finish = (): void => {
    progress.end();
    writeReport(context, { learnt, skipped }, isDryRun);
  };

  /** Keeps what is told, unless it is a dry run, and says what became of it, compared with all that the library knows. */
  async function learn(told: readonly Paper[]): Promise<Learnt[]> {
    const outcomes = await Promise.all(told.map(async (paper) => outcomeOf(await library.get(paper.id), paper)));
    const kept = isDryRun ? [] : await papers.learn(source.name, told, now());
    if (!isDryRun) await catchUp();
    const newIds = new Set(kept.filter(({ isNewToSource }) => isNewToSource).map(({ paper }) => paper.id));
    const some = outcomes.map((one) => ({ ...one, isNewToSource: newIds.has(one.paper.id) }));
    learnt.push(...some);
    return some;
  }

  let slicesRead = 0;
  try {
    showRead(0, span.slices[0] ?? '');
    const failure = await readSlices({
      ...{ source, slices: span.slices, signal: stop.signal, learn },
      keepLease: leaseKeeper(runs, lease, now),
      onSkipped: (items) => void skipped.push(...items),
      async onRead(slice, held) {
        slicesRead += 1;
        showRead(slicesRead, slice);
        if (!isDryRun) await recordRead(runs, source, lease, { slice, readAt: now(), ...held });
      },
    });
    finish();
    if (failure !== undefined) {
      stderr.write(`${failure.message}${goesOn}\n`);
      return 1;
    }
    if (isDryRun) return 0;
    if (span.name !== undefined) await runs.endBackfill(source.name, span.name);
    else {
      const hasNews = hasNewsOfToday(source, await runs.get(source.name), now());
      await runs.succeed(lease, { now: now(), nextAt: source.nextRunAt(now(), hasNews, Math.random()) });
    }
    return 0;
  } catch (error) {
    const isTakenOver = error instanceof LeaseLostError;
    if (!stop.signal.aborted && !isTakenOver) throw error;
    finish();
    stderr.write(`${isTakenOver ? 'Another Paperboy took over.' : 'Stopped.'}${goesOn}\n`);
    return 1;
  } finally {
    for (const signal of interrupts) process.removeListener(signal, onInterrupt);
  }
}

/** Reads a source into the bot's own store, beside a bot that may be running: it has the papers within a minute. */
export async function ingestSource(options: IngestSourceOptions, context: CommandContext): Promise<ExitCode> {
  const { stderr, now } = context;
  const name = sourceNames.find((known) => known === options.source);
  if (name === undefined) throw new UsageError(`--source takes ${sourceNames.join(' or ')}, not "${options.source}".`);
  return withState(context, async ({ paperboy: { library }, sourcesNamed }) => {
    const service = sourcesNamed([name]);
    const [source] = service.sources;
    if (source === undefined) throw new UsageError('No such source.');
    const span = await spanOf(options, source, service, now());
    const lease = await service.runs.claim(name, { now: now(), leaseMs: sourceLeaseMs, isDueOnly: false });
    if (lease === undefined) {
      const minutes = sourceLeaseMs / 60_000;
      stderr.write(
        `Another Paperboy is reading ${source.title}. Try again when it is done, or in ${minutes} minutes if it was killed.\n`,
      );
      return 1;
    }
    try {
      return await readSpan(options, context, { source, span, lease, service, library });
    } finally {
      await service.runs.release(lease);
    }
  });
}
