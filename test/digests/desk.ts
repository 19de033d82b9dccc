import { pino } from 'pino';
import { createAccessWatch } from '../../src/digests/access.ts';
import { createCandidates } from '../../src/digests/candidates.ts';
import { createChoose } from '../../src/digests/choose.ts';
import { createWithRoundUp } from '../../src/digests/choose-round-up.ts';
import { createDeliver, usualTiming } from '../../src/digests/deliver.ts';
import { createDigests, type Digests } from '../../src/digests/digests.ts';
import { createNotes } from '../../src/digests/notes.ts';
import { createWaiting } from '../../src/digests/waiting.ts';
import { createOfWeek } from '../../src/digests/week.ts';
import { defaultWishes } from '../../src/digests/wishes.ts';
import { createWorker, type Worker } from '../../src/digests/worker.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { createAsk } from '../../src/search/ask.ts';
import type { Library } from '../../src/search/library.ts';
import { createAccessLosses } from '../../src/store/access-losses.ts';
import { createDeliveries, type Deliveries } from '../../src/store/deliveries.ts';
import type { Store } from '../../src/store/open-store.ts';
import { createSavedPapers } from '../../src/store/saved-papers.ts';
import { createStoppedSubscriptions } from '../../src/store/stopped-subscriptions.ts';
import { createSubscriptionNotes } from '../../src/store/subscription-notes.ts';
import {
  createSubscriptions,
  type Subscription,
  type Subscriptions,
  type Wishes,
} from '../../src/store/subscriptions.ts';
import { aPaper, libraryOf, testNow } from '../support/builders.ts';
import { type ScriptedPost, scriptedPost } from './scripted-post.ts';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** Everything that posts digests, over a scripted Slack and a clock that a test moves; it begins at testNow, a Saturday 00:00 UTC. */
export interface Desk {
  readonly clock: { now: number };
  readonly post: ScriptedPost;
  readonly digests: Digests;
  readonly deliveries: Deliveries;
  readonly subscriptions: Subscriptions;
  readonly worker: Worker;
  /** One more worker on the same store, as another process would be. */
  anotherWorker(): Worker;
  subscribe(wishes?: Partial<Wishes>, channel?: string, team?: string): Promise<Subscription>;
  /** Passes, with the clock moving two seconds between them, until nothing more is posted. */
  postAll(): Promise<void>;
}

/** As many papers of the archive, on nothing in particular. */
export function papersNamed(...titles: readonly string[]): Paper[] {
  return titles.map((title, index) => aPaper({ id: `2401.${String(index + 1).padStart(5, '0')}`, title }));
}

export function openDesk(
  store: Store,
  papers: readonly Paper[] = papersNamed('One', 'Two', 'Three'),
  library: Library = libraryOf(papers),
): Desk {
  const clock = { now: testNow };
  const now = (): number => clock.now;
  const logger = pino({ level: 'silent' });
  const subscriptions = createSubscriptions(store);
  const deliveries = createDeliveries(store);
  const ask = createAsk({ library, now });
  const candidatesOf = createCandidates({ ask, now });
  const choose = createChoose({ library, candidatesOf, now });
  const ofWeek = createOfWeek({ candidatesOf, now });
  const saved = createSavedPapers(store);
  const paperOf = ask.paper;
  const withRoundUp = createWithRoundUp({ saved, paperOf, ofWeek, meaningsOf: async () => [], now });
  const stopped = createStoppedSubscriptions(store);
  const digests = createDigests({ subscriptions, stopped, deliveries, choose, withRoundUp, now });
  const post = scriptedPost();
  const sleep = async (ms: number): Promise<void> => {
    clock.now += ms;
  };
  const access = createAccessWatch({ losses: createAccessLosses(store), post, logger, now });
  const kept = createSubscriptionNotes(store);
  const notes = createNotes({ kept, subscriptions, post, installer: 'UOPS', logger, now });
  const waitingOf = () => createWaiting({ deliveries, timing: usualTiming, now, random: () => 0 });
  const anotherWorker = (): Worker =>
    createWorker({
      store,
      deliveries,
      access,
      notes,
      deliver: createDeliver({
        deliveries,
        subscriptions,
        choose,
        withRoundUp,
        paperOf,
        post,
        access,
        sourcesStatus: async () => [],
        logger,
        now,
        sleep,
        timing: usualTiming,
        notes,
        waiting: waitingOf(),
      }),
      logger,
      now,
      monotonicMs: now,
      sleep,
      timing: usualTiming,
    });
  const worker = anotherWorker();
  return {
    clock,
    post,
    digests,
    deliveries,
    subscriptions,
    worker,
    anotherWorker,
    async subscribe(wishes = {}, channel = 'C1', team = 'T1') {
      const all = { ...defaultWishes, timeZone: 'UTC', hasDetails: false, days: [1, 2, 3, 4, 5, 6, 7], ...wishes };
      const subscription = await digests.subscribe({ team, channel }, 'U1', all);
      if (subscription === undefined) throw new Error('The same stands there already.');
      return subscription;
    },
    async postAll() {
      for (let pass = 0; pass < 30; pass += 1) {
        await worker.pass();
        clock.now += 2_000;
      }
    },
  };
}
