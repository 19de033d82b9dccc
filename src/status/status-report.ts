import type { Digests } from '../digests/digests.ts';
import type { Paper } from '../papers/paper.ts';
import type { Ask } from '../search/ask.ts';
import type { SourceStatus, SourcesStatus } from '../sources/status.ts';
import type { Place, Subscription } from '../store/subscriptions.ts';

/** How the bot is doing, for people. */
export interface StatusReport {
  readonly librarySize: number;
  readonly newest: Paper | undefined;
  readonly sources: readonly SourceStatus[];
  /** Those asked for, the next one due first and the paused ones last. */
  readonly subscriptions: readonly Subscription[];
}

export interface StatusReportDependencies {
  readonly ask: Ask;
  readonly librarySize: () => number;
  readonly digests: Pick<Digests, 'in' | 'all'>;
  readonly sources: SourcesStatus;
}

/** @param place whose digests are told; undefined: all, for whoever runs the bot: channels may be private */
export type GiveStatus = (place: Place | undefined) => Promise<StatusReport>;

export function createStatusReport({ ask, librarySize, digests, sources }: StatusReportDependencies): GiveStatus {
  return async (place) => {
    const [newest, statuses, reports] = await Promise.all([
      ask.newest({ limit: 1 }),
      sources(),
      place === undefined ? digests.all() : digests.in(place),
    ]);
    const rank = ({ paused, nextAt }: Subscription): number =>
      paused === undefined ? nextAt : Number.POSITIVE_INFINITY;
    return {
      librarySize: librarySize(),
      newest: newest.matches[0]?.paper,
      sources: statuses,
      subscriptions: reports
        .map(({ subscription }) => subscription)
        .sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b))),
    };
  };
}
