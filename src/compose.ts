import type { Logger } from 'pino';
import { type AccessWatch, createAccessWatch } from './digests/access.ts';
import { createCandidates } from './digests/candidates.ts';
import { type ChannelChanges, createChannelChanges } from './digests/channel-changes.ts';
import { createChoose } from './digests/choose.ts';
import { createWithRoundUp } from './digests/choose-round-up.ts';
import { createWithSavedLike } from './digests/choose-saved-like.ts';
import { createDeliver, type Timing, usualTiming } from './digests/deliver.ts';
import type { DigestPost } from './digests/digest-post.ts';
import { createDigests, type Digests } from './digests/digests.ts';
import { createDoubts, type Doubts } from './digests/doubts.ts';
import { createWithFollowed } from './digests/followed.ts';
import { createWouldLeaveOut, type WouldLeaveOut } from './digests/left-out.ts';
import type { MeaningsOf } from './digests/likeness.ts';
import { createNoteTold } from './digests/note-told.ts';
import { createNotes } from './digests/notes.ts';
import { createPickFor, type PickFor } from './digests/picks.ts';
import { createPolling, type Polling } from './digests/polling.ts';
import { createWaiting } from './digests/waiting.ts';
import { createOfWeek } from './digests/week.ts';
import { createWorker, type Worker, type WorkerDependencies } from './digests/worker.ts';
import type { OpenLibraryOptions } from './library/open-library.ts';
import type { Paperboy } from './library/open-paperboy.ts';
import { everythingFound } from './library/search-state.ts';
import { type CatchUp, createCatchUp, type Follower } from './sources/catch-up.ts';
import { createSources, type SourceClocks, type SourceSettings } from './sources/create-sources.ts';
import { createLookUp, type LookUp } from './sources/look-up.ts';
import { createFillFacts, type Incomplete } from './sources/paper-facts.ts';
import { createRefresh, type Refresh } from './sources/refresh.ts';
import type { Source } from './sources/source.ts';
import { createSourcesStatus, type SourcesStatus } from './sources/status.ts';
import { createFigures, type Figures } from './status/figures.ts';
import { createMonitoring, type Monitoring } from './status/monitoring.ts';
import { createStatusReport, type GiveStatus } from './status/status-report.ts';
import { createAccessLosses } from './store/access-losses.ts';
import { createChannels } from './store/channels.ts';
import { createDeliveries } from './store/deliveries.ts';
import { createFollows } from './store/follows.ts';
import type { Store } from './store/open-store.ts';
import { createPapers, type Papers } from './store/papers.ts';
import { createQuestions, type Questions } from './store/questions.ts';
import { createSavedPapers } from './store/saved-papers.ts';
import { createShownLists, type ShownLists } from './store/shown-lists.ts';
import { createSourceRuns, type SourceRuns } from './store/source-runs.ts';
import { createStoppedSubscriptions } from './store/stopped-subscriptions.ts';
import { createSubscriptionNotes } from './store/subscription-notes.ts';
import { createSubscriptions } from './store/subscriptions.ts';
import type { Summaries } from './summaries/summaries.ts';

/** For services: problems of a file go to the log, and do not stop the start. */
export function logFileProblems(logger: Logger): OpenLibraryOptions['onProblem'] {
  return ({ file, line, reason }) => logger.warn({ file, line, reason }, 'Line of a library file not used');
}

/** Digests as people handle them, and the worker that posts them once somebody says how. */
export interface DigestService {
  readonly digests: Digests;
  /** How many papers it would keep out to leave out what one paper holds or means. */
  readonly wouldLeaveOut: WouldLeaveOut;
  readonly doubts: Doubts;
  readonly pickFor: PickFor;
  readonly channels: ChannelChanges;
  readonly workerFor: (post: DigestPost) => Worker;
  /** Whether workspaces let the bot in, as the messages that `post` sends find out. */
  readonly accessOf: (post: DigestPost) => AccessWatch;
}

export interface DigestServiceOptions
  extends Omit<WorkerDependencies, 'deliveries' | 'deliver' | 'access' | 'notes' | 'timing'> {
  readonly paperboy: Paperboy;
  readonly timing?: Timing;
  /** From 0 to below 1. */
  readonly random?: () => number;
  /** Slack id of whoever runs the bot. */
  readonly installer?: string | undefined;
  /** By default there are no sources. */
  readonly sourcesStatus?: SourcesStatus;
  /** By default nobody writes any. */
  readonly summaries?: Summaries | undefined;
}

function meaningsIn({ library, meaning }: Paperboy): MeaningsOf {
  return async (papers) => {
    const keys = await Promise.all(papers.map(({ id }) => library.vectorKeyOf(id)));
    const meanings = await meaning?.ofKeys(keys.flatMap((key) => key ?? []));
    return keys.map((key) => meanings?.get(key ?? '')?.whole);
  };
}

export function composeDigests({
  paperboy,
  timing = usualTiming,
  random = Math.random,
  installer,
  sourcesStatus = async () => [],
  summaries,
  ...options
}: DigestServiceOptions): DigestService {
  const { store, logger, now, sleep } = options;
  const subscriptions = createSubscriptions(store);
  const deliveries = createDeliveries(store);
  const { ask, encodeSince } = paperboy;
  const meaningsOf = meaningsIn(paperboy);
  const candidatesOf = createCandidates({ ask, now });
  const paperOf = paperboy.ask.paper;
  const saved = createSavedPapers(store);
  const follows = createFollows(store);
  const chooseOwn = createWithSavedLike({
    choose: createChoose({
      ...{ library: paperboy.library, candidatesOf, meaningsOf, now },
      ...(encodeSince && { encodeSince }),
    }),
    similarTo: async (id, limit) => (await ask.similar(id, { limit }))?.matches.map(({ paper }) => paper) ?? [],
    ...{ saved, candidatesOf, meaningsOf, now },
  });
  const choose = createWithFollowed({ choose: chooseOwn, ...{ follows, ask, candidatesOf, meaningsOf, now } });
  const ofWeek = createOfWeek({ candidatesOf, now });
  const withRoundUp = createWithRoundUp({ saved, paperOf, ofWeek, meaningsOf, now });
  const untilAwake = (ms: number): Promise<void> => sleep(ms, new AbortController().signal);
  const losses = createAccessLosses(store);
  const accessOf = (post: DigestPost): AccessWatch => createAccessWatch({ losses, post, logger, now });
  const stopped = createStoppedSubscriptions(store);
  const digests = createDigests({ subscriptions, stopped, deliveries, choose, withRoundUp, now });
  const kept = createSubscriptionNotes(store);
  return {
    digests,
    wouldLeaveOut: createWouldLeaveOut({ library: paperboy.library, candidatesOf, meaningsOf, now }),
    pickFor: createPickFor({ candidatesOf, ofWeek, ask, now }),
    doubts: createDoubts({ ask, subscriptions, now }),
    channels: createChannelChanges({ subscriptions, channels: createChannels(store), kept, digests, now }),
    accessOf,
    workerFor(post) {
      const access = accessOf(post);
      const notes = createNotes({ kept, subscriptions, post, installer, logger, now });
      const waiting = createWaiting({ deliveries, timing, now, random });
      const deliver = createDeliver({
        ...{
          deliveries,
          subscriptions,
          choose,
          withRoundUp,
          paperOf,
          post,
          access,
          sourcesStatus,
          logger,
          now,
          timing,
        },
        ...{ waiting, notes, summaries, noteTold: createNoteTold({ follows, subscriptions }) },
        sleep: untilAwake,
      });
      return createWorker({ ...options, timing, deliveries, deliver, access, notes });
    },
  };
}

/** Questions that are not answered yet, what answers those that nobody holds any more, and lists that people go on with. */
export interface QuestionService {
  readonly questions: Questions;
  readonly shownLists: ShownLists;
  readonly pollingOf: (recover: () => Promise<void>) => Polling;
}

export interface QuestionServiceOptions {
  readonly store: Store;
  readonly logger: Logger;
  /** Resolves early, without an error, when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export function composeQuestions({ store, logger, sleep }: QuestionServiceOptions): QuestionService {
  return {
    questions: createQuestions(store),
    shownLists: createShownLists({
      ...store,
      onError: (err) => logger.warn({ err }, 'Lists that one person saw are known to this process alone'),
    }),
    pollingOf: (pass) =>
      createPolling({
        ...{ pass, logger, sleep, pollMs: usualTiming.pollMs },
        complaint: 'Questions stand still: the store does not answer',
      }),
  };
}

/** Where new papers come from, and how the library follows. */
export interface SourceService {
  readonly sources: readonly Source[];
  readonly papers: Papers;
  readonly runs: SourceRuns;
  readonly catchUp: CatchUp;
  readonly status: SourcesStatus;
  readonly refresh: Refresh;
  readonly lookUp: LookUp;
}

export interface SourceServiceOptions extends SourceClocks {
  readonly follower: Follower;
  readonly store: Store;
  readonly settings: SourceSettings;
  readonly logger: Logger;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** What files leave out of papers is filled in, unless there are no sources. */
  readonly incomplete?: () => Promise<Incomplete>;
}

export function composeSources({
  follower,
  store,
  settings,
  logger,
  random,
  incomplete,
  ...clocks
}: SourceServiceOptions): SourceService {
  const { sources, arxiv } = createSources(settings, clocks);
  const papers = createPapers(store);
  const runs = createSourceRuns(store);
  const catchUp = createCatchUp({ papers, follower });
  const fillFacts =
    incomplete === undefined || sources.length === 0
      ? undefined
      : createFillFacts({ arxiv, incomplete, papers, catchUp, logger, now: clocks.now });
  return {
    ...{ sources, papers, runs, catchUp },
    status: createSourcesStatus({ sources, runs, now: clocks.now }),
    lookUp: createLookUp({ sources, papers, catchUp, logger, now: clocks.now }),
    refresh: createRefresh({ sources, papers, runs, catchUp, fillFacts, logger, random, ...clocks }),
  };
}

/** How the bot is doing, for people and for machines that watch it. */
export interface StatusService {
  readonly report: GiveStatus;
  readonly monitoring: Monitoring;
  readonly figures: Figures;
  readonly sources: SourcesStatus;
}

export interface StatusServiceOptions {
  readonly paperboy: Paperboy;
  readonly store: Store;
  readonly digests: Pick<DigestService, 'digests'>;
  readonly sources: SourcesStatus;
  readonly summaries?: Summaries | undefined;
  readonly figures?: Figures;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now?: () => number;
}

export function composeStatus({
  paperboy,
  store,
  digests,
  sources,
  summaries,
  figures = createFigures(),
  now = Date.now,
}: StatusServiceOptions): StatusService {
  const librarySize = (): number => paperboy.library.size;
  const accessLosses = createAccessLosses(store);
  const { ask, searchState = async () => everythingFound } = paperboy;
  return {
    report: createStatusReport({
      ...{ ask, librarySize, searchState, digests: digests.digests, sources, accessLosses },
      ...{ rows: store.rows, summaries },
    }),
    monitoring: createMonitoring({
      ...{ store, librarySize, searchState, sources, accessLosses, now },
      registry: figures.registry,
    }),
    figures,
    sources,
  };
}
