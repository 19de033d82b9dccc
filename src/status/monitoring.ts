import { Gauge, Registry } from 'prom-client';
import type { SearchState } from '../library/search-state.ts';
import type { Freshness, SourcesStatus } from '../sources/status.ts';
import type { AccessLoss, AccessLosses } from '../store/access-losses.ts';
import { deliveryCounts, isReachable, noQueues, queues } from '../store/health.ts';
import type { Store } from '../store/open-store.ts';

/** A probe that waits longer for the store takes it for gone; probes themselves give up after a second or a few. */
const storeTimeoutMs = 2_000;

/** Whether requests should come here, and why not. Sources have no say: without them the bot answers from what it has. */
export interface Readiness {
  readonly ready: boolean;
  readonly index: { readonly papers: number };
  readonly store: 'reachable' | 'unreachable';
  readonly slack: 'connected' | 'not connected' | 'no access';
  readonly sources: Readonly<Record<string, Freshness['kind']>>;
}

export interface MonitoringDependencies {
  readonly store: Store;
  readonly librarySize: () => number;
  readonly searchState: () => Promise<SearchState>;
  readonly sources: SourcesStatus;
  readonly accessLosses: Pick<AccessLosses, 'all'>;
  /** What is counted while the bot works. */
  readonly registry: Registry;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

function gauge(registry: Registry, name: string, help: string, samples: readonly Sample[]): void {
  if (samples.length === 0) return;
  const labelNames = Object.keys(samples[0]?.[0] ?? {});
  const one = new Gauge({ name, help, labelNames, registers: [registry] });
  for (const [labels, value] of samples) one.set(labels, value);
}

const secondsOf = (ms: number): number => Math.round(ms / 1_000);

function slackState(isConnected: boolean, losses: readonly AccessLoss[]): Readiness['slack'] {
  if (losses.length > 0) return 'no access';
  return isConnected ? 'connected' : 'not connected';
}

export type Monitoring = ReturnType<typeof createMonitoring>;

/** For whoever watches the bot. */
export function createMonitoring({
  store,
  librarySize,
  sources,
  accessLosses,
  searchState,
  registry,
  now,
}: MonitoringDependencies) {
  return {
    /** @param isForMany one of many workspaces that refuses the bot is no reason to send the others elsewhere */
    async readiness(isConnected: boolean, isForMany = false): Promise<Readiness> {
      const isStoreReachable = await isReachable(store, storeTimeoutMs);
      const statuses = isStoreReachable ? await sources() : [];
      const losses = isStoreReachable && !isForMany ? await accessLosses.all() : [];
      return {
        ready: isConnected && isStoreReachable && losses.length === 0,
        index: { papers: librarySize() },
        store: isStoreReachable ? 'reachable' : 'unreachable',
        slack: slackState(isConnected, losses),
        sources: Object.fromEntries(statuses.map(({ name, freshness }) => [name, freshness.kind])),
      };
    },
    /** Prometheus' text format: https://prometheus.io/docs/instrumenting/exposition_formats/ */
    async metrics(isConnected: boolean): Promise<string> {
      const isStoreReachable = await isReachable(store, storeTimeoutMs);
      const statuses = isStoreReachable ? await sources() : [];
      const losses = isStoreReachable ? await accessLosses.all() : [];
      const deliveries = isStoreReachable ? await deliveryCounts(store) : new Map<string, number>();
      const bySource = (value: (status: (typeof statuses)[number]) => number | undefined): Sample[] =>
        statuses.flatMap((status): Sample[] => {
          const known = value(status);
          return known === undefined ? [] : [[{ source: status.name }, known]];
        });
      const search = await searchState();
      const { due, oldestDue, questions } = isStoreReachable ? await queues(store, now()) : noQueues;
      const state = new Registry();
      const metric = (name: string, help: string, samples: readonly Sample[]): void =>
        gauge(state, name, help, samples);
      metric('paperboy_slack_connected', 'Whether the bot takes requests from Slack.', [[{}, Number(isConnected)]]);
      metric(
        'paperboy_access_lost_timestamp_seconds',
        'Since when a workspace refuses the bot.',
        losses.map(({ team, since }): Sample => [{ team }, secondsOf(since)]),
      );
      metric('paperboy_store_reachable', 'Whether the database answers.', [[{}, Number(isStoreReachable)]]);
      metric('paperboy_library_papers', 'Papers in the library.', [[{}, librarySize()]]);
      metric('paperboy_library_unencoded_papers', 'Papers that are found by their words only.', [[{}, search.missing]]);
      metric('paperboy_answers_by_words_only', 'Answers since the start for which the encoder was late.', [
        [{}, search.late],
      ]);
      metric(
        'paperboy_source_last_success_timestamp_seconds',
        'When a source was last read.',
        bySource(({ lastSuccess }) => (lastSuccess === undefined ? undefined : secondsOf(lastSuccess))),
      );
      metric(
        'paperboy_source_next_run_timestamp_seconds',
        'When a source is read next.',
        bySource(({ nextAt }) => secondsOf(nextAt)),
      );
      metric(
        'paperboy_source_failures',
        'Failed runs since a source was last read.',
        bySource(({ failures }) => failures),
      );
      metric(
        'paperboy_deliveries',
        'Deliveries of digests by state.',
        [...deliveries].map(([state, count]): Sample => [{ state }, count]),
      );
      metric(
        'paperboy_damaged_rows',
        'Rows of the database that were set aside when they were read last.',
        [...store.rows.damaged()].map(([table, count]): Sample => [{ table }, count]),
      );
      metric('paperboy_deliveries_due', 'Deliveries of digests that could be posted now.', [[{}, due]]);
      metric(
        'paperboy_oldest_due_delivery_timestamp_seconds',
        'When the oldest of them was due.',
        oldestDue === undefined ? [] : [[{}, secondsOf(oldestDue)]],
      );
      metric('paperboy_questions_open', 'Questions that are acknowledged and not answered yet.', [[{}, questions]]);
      return (await Promise.all([state.metrics(), registry.metrics()])).join('\n');
    },
  };
}
