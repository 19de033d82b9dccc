import { randomBytes } from 'node:crypto';
import type { Deliveries } from '../store/deliveries.ts';
import { type Delivery, deliveryId } from '../store/delivery.ts';
import type { Person } from '../store/saved-papers.ts';
import type { StoppedSubscriptions } from '../store/stopped-subscriptions.ts';
import type {
  Maker,
  Place,
  Subscription,
  SubscriptionKey,
  Subscriptions,
  Switched,
  Wishes,
} from '../store/subscriptions.ts';
import { type Choose, readerOf } from './choose.ts';
import type { ReadableFrom, WithRoundUp } from './choose-round-up.ts';
import { type Digest, paperIdsOf } from './digest.ts';
import { awakeAfter, localMinute, nextOccurrence, type Schedule, startOf } from './schedule.ts';

export const pausedByHand = 'Paused by hand.';

/** A subscription and how its last deliveries went, newest first. */
export interface SubscriptionReport {
  readonly subscription: Subscription;
  readonly deliveries: readonly Delivery[];
  /** Somebody snoozed it, and it is not paused. */
  readonly isAsleep: boolean;
}

/** What a preview is of. */
export interface PreviewOf {
  /** A subscription that exists; undefined: a new one. */
  readonly id?: string | undefined;
  /** Whose own digest it is; undefined: a channel's. */
  readonly reader?: Person | undefined;
}

/** What people see of a digest that was posted. */
export interface PostedDigest {
  /** By number, the first is 1. */
  readonly paperIds: readonly string[];
  /** Questions; none where it takes every paper. */
  readonly topics: readonly string[];
}

export interface RunDate {
  /** False: that date's delivery was planned before. */
  readonly planned: boolean;
  /** That date's. */
  readonly delivery: Delivery | undefined;
}

export interface DigestsDependencies {
  readonly subscriptions: Subscriptions;
  readonly stopped: StoppedSubscriptions;
  readonly deliveries: Deliveries;
  readonly choose: Choose;
  readonly withRoundUp: WithRoundUp;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

/** Deliveries shown of each subscription: enough to see what went wrong lately. */
const reportedDeliveries = 5;

const idBytes = 6;

export type Digests = ReturnType<typeof createDigests>;

/**
 * What people do with digests, whichever way they come. The wishes that it is given are without problems, see problemsOf; `by` is what
 * the person is called who does it.
 */
export function createDigests({ subscriptions, stopped, deliveries, choose, withRoundUp, now }: DigestsDependencies) {
  /** The next date that has no delivery yet: one that was posted at eight is not due again when nine becomes its time. */
  async function nextAt(schedule: Schedule, id: string, after = now()): Promise<number> {
    let occurrence = nextOccurrence(schedule, after);
    while ((await deliveries.get(deliveryId(id, occurrence.date))) !== undefined)
      occurrence = nextOccurrence(schedule, occurrence.at);
    return occurrence.at;
  }

  async function reportsOn(list: readonly Subscription[]): Promise<SubscriptionReport[]> {
    return Promise.all(
      list.map(async (subscription) => ({
        subscription,
        deliveries: await deliveries.of(subscription.id, reportedDeliveries),
        isAsleep: subscription.paused === undefined && (subscription.snoozedUntil ?? 0) > now(),
      })),
    );
  }

  /** What would be posted now; of a subscription that exists without the papers that it was sent. */
  async function preview(wishes: Wishes, { id, reader }: PreviewOf = {}): Promise<Digest> {
    return choose(wishes, id === undefined ? new Set() : await deliveries.papersSent(id), reader);
  }

  return {
    /** Undefined when the place has one with the same wishes. */
    async subscribe({ team, channel }: Place, createdBy: string, wishes: Wishes): Promise<Subscription | undefined> {
      const subscription: Subscription = {
        ...wishes,
        id: randomBytes(idBytes).toString('hex'),
        team,
        channel,
        createdBy,
        paused: undefined,
        nextAt: nextOccurrence(wishes, now()).at,
        createdAt: now(),
      };
      return (await subscriptions.add(subscription)) ? subscription : undefined;
    },
    /** Undefined when it was removed meanwhile, or changed from what `before` says. */
    async change(before: Subscription, wishes: Wishes, by?: string): Promise<Subscription | undefined> {
      const asItIs = (await subscriptions.get(before)) ?? before;
      const next = await nextAt(wishes, before.id, awakeAfter(asItIs, now()));
      return subscriptions.change(before, wishes, next, by);
    },
    /** Undefined when it was removed meanwhile; the same for the next. */
    pause: (key: SubscriptionKey, by?: string): Promise<Switched | undefined> =>
      subscriptions.pause(key, pausedByHand, by),
    async resume(key: SubscriptionKey, by?: string): Promise<Switched | undefined> {
      const before = await subscriptions.get(key);
      if (before === undefined) return undefined;
      return subscriptions.resume(key, await nextAt(before, key.id), by);
    },
    /** Nothing comes before `date`, "YYYY-MM-DD", on the wall of the subscription; one that is paused stays so. */
    async snooze(key: SubscriptionKey, date: string, by?: string): Promise<Switched | undefined> {
      const before = await subscriptions.get(key);
      if (before === undefined) return undefined;
      const snoozedUntil = startOf(date, before.timeZone);
      const next = await nextAt(before, key.id, awakeAfter({ snoozedUntil }, now()));
      return subscriptions.snooze(key, snoozedUntil, next, by);
    },
    /** False when it was removed meanwhile. */
    remove: (key: SubscriptionKey): Promise<boolean> => stopped.stop(key, now()),
    /** One that was removed, as it was; undefined when none was, or too long ago. */
    removed: (key: SubscriptionKey): Promise<Subscription | undefined> => stopped.get(key, now()),
    /** Undoes that it was removed; undefined when somebody else did, or set up the same meanwhile. */
    async restore(removed: Subscription): Promise<Subscription | undefined> {
      const isAhead = removed.nextAt > now();
      return stopped.restore(removed, isAhead ? removed.nextAt : await nextAt(removed, removed.id));
    },
    get: (key: SubscriptionKey): Promise<Subscription | undefined> => subscriptions.get(key),
    async report(key: SubscriptionKey): Promise<SubscriptionReport | undefined> {
      const subscription = await subscriptions.get(key);
      return subscription && (await reportsOn([subscription]))[0];
    },
    in: async (place: Place): Promise<SubscriptionReport[]> => reportsOn(await subscriptions.in(place)),
    all: async (): Promise<SubscriptionReport[]> => reportsOn(await subscriptions.all()),
    /** Those that a person set up, wherever they post. */
    madeBy: async (maker: Maker): Promise<SubscriptionReport[]> => reportsOn(await subscriptions.madeBy(maker)),
    getOwn: async (maker: Maker, id: string): Promise<Subscription | undefined> =>
      (await subscriptions.madeBy(maker)).find((one) => one.id === id),
    removedOwn: (maker: Maker, id: string): Promise<Subscription | undefined> => stopped.getOwn(maker, id, now()),
    /** Those whose record somebody damaged, of one place or of all: they can only be removed. */
    damaged: (place?: Place): Promise<readonly SubscriptionKey[]> => subscriptions.damaged(place),
    /** The digest whose post is this message; undefined when it is none. */
    async postedAs(place: Place, ts: string): Promise<PostedDigest | undefined> {
      const delivery = await deliveries.postedAs(place, ts);
      if (delivery?.content === undefined) return undefined;
      const subscription = await subscriptions.get({ ...place, id: delivery.subscriptionId });
      return { paperIds: paperIdsOf(delivery.content), topics: subscription?.topics ?? [] };
    },
    preview,
    /** The same with all that the post tells beside its papers. */
    async upcoming(subscription: Subscription, readableFrom: ReadableFrom): Promise<Digest> {
      return withRoundUp(
        await preview(subscription, { id: subscription.id, reader: readerOf(subscription) }),
        subscription,
        readableFrom,
      );
    },
    /** Plans one more digest for now, of papers that were not sent; that of the schedule comes at its time. False: one was asked for this minute. */
    runNow(subscription: Subscription): Promise<boolean> {
      const at = now();
      const localDate = localMinute(at, subscription.timeZone);
      return deliveries.plan({ subscription, localDate, dueAt: at, notBefore: at, createdAt: at });
    },
    /** Plans the digest of a date for now, unless it was posted already or is under way. */
    async runDate(subscription: Subscription, date: string): Promise<RunDate> {
      const at = now();
      const planned = await deliveries.plan({ subscription, localDate: date, dueAt: at, notBefore: at, createdAt: at });
      if (planned) await subscriptions.moveOn(subscription, await nextAt(subscription, subscription.id));
      return { planned, delivery: await deliveries.get(deliveryId(subscription.id, date)) };
    },
  };
}
