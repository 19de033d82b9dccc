import type { Digests } from '../digests/digests.ts';
import type { SearchState } from '../library/search-state.ts';
import type { Paper } from '../papers/paper.ts';
import type { Ask } from '../search/ask.ts';
import type { SourceStatus, SourcesStatus } from '../sources/status.ts';
import type { AccessLoss, AccessLosses } from '../store/access-losses.ts';
import type { RowReader } from '../store/damaged-rows.ts';
import type { Maker, Place, Subscription } from '../store/subscriptions.ts';
import type { Summaries, SummariesReport } from '../summaries/summaries.ts';

/** How the bot is doing, for people. */
export interface StatusReport {
  readonly librarySize: number;
  readonly search: SearchState;
  readonly newest: Paper | undefined;
  readonly sources: readonly SourceStatus[];
  /** Those asked for, the next one due first and the paused ones last. */
  readonly subscriptions: readonly Subscription[];
  /** Workspaces that refuse the bot, of those asked for. */
  readonly accessLosses: readonly AccessLoss[];
  /** What a model of one's own has written; undefined where there is none. */
  readonly summaries: SummariesReport | undefined;
  /** Rows of the database that could not be read when they were read last. */
  readonly damagedRows: number;
}

export interface StatusReportDependencies {
  readonly ask: Ask;
  readonly librarySize: () => number;
  readonly searchState: () => Promise<SearchState>;
  readonly digests: Pick<Digests, 'in' | 'madeBy' | 'all'>;
  readonly sources: SourcesStatus;
  readonly accessLosses: Pick<AccessLosses, 'all'>;
  readonly rows: Pick<RowReader, 'damaged'>;
  readonly summaries: Summaries | undefined;
}

/** @param of the place or person whose digests are told; undefined: all, for whoever runs the bot: channels may be private */
export type GiveStatus = (of: Place | Maker | undefined) => Promise<StatusReport>;

export function createStatusReport({
  ask,
  librarySize,
  searchState,
  digests,
  sources,
  accessLosses,
  rows,
  summaries,
}: StatusReportDependencies): GiveStatus {
  const digestsOf = (of: Place | Maker | undefined) =>
    of === undefined ? digests.all() : 'channel' in of ? digests.in(of) : digests.madeBy(of);
  return async (of) => {
    const [newest, search, statuses, losses, written, reports] = await Promise.all([
      ask.newest({ limit: 1 }),
      searchState(),
      sources(),
      accessLosses.all(),
      summaries?.report(),
      digestsOf(of),
    ]);
    const rank = ({ paused, nextAt }: Subscription): number =>
      paused === undefined ? nextAt : Number.POSITIVE_INFINITY;
    return {
      librarySize: librarySize(),
      search,
      newest: newest.matches[0]?.paper,
      sources: statuses,
      summaries: written,
      accessLosses: losses.filter(({ team }) => of === undefined || team === of.team),
      // After all that was read above.
      damagedRows: [...rows.damaged().values()].reduce((sum, count) => sum + count, 0),
      subscriptions: reports
        .map(({ subscription }) => subscription)
        .sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b))),
    };
  };
}
