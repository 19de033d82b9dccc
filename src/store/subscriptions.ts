import type { ExpressionBuilder, Insertable, Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import type { Store } from './open-store.ts';
import type { SubscriptionRow, Tables } from './tables.ts';

/** What a subscription posts when nothing is new: papers of the archive that it has not been sent, or one line that says so. */
export type WhenQuiet = 'archive' | 'say';

/** What people choose. */
export interface Wishes {
  /** Local wall clock, "HH:mm". */
  readonly time: string;
  /** ISO weekdays, 1 is Monday; sorted, at least one. */
  readonly days: readonly number[];
  /** IANA name. */
  readonly timeZone: string;
  /** Questions as ask() takes them, any of which a paper may match; none: every paper. */
  readonly topics: readonly string[];
  /** Words and phrases that a paper must not hold. */
  readonly exclusions: readonly string[];
  /** Most papers in a digest. */
  readonly size: number;
  /** Details of each paper follow in the digest's thread. */
  readonly hasDetails: boolean;
  readonly whenQuiet: WhenQuiet;
}

/** A channel, or a person's conversation with the bot, that gets digests. */
export interface Subscription extends Wishes {
  readonly id: string;
  readonly team: string;
  readonly channel: string;
  /** Slack id of the person who is told when it stops working. */
  readonly createdBy: string;
  /** Why it stands still; undefined while it is active. */
  readonly paused: string | undefined;
  /** When the next digest is due: milliseconds since 1970-01-01 UTC. */
  readonly nextAt: number;
  readonly createdAt: number;
}

const numbers = z.array(z.number());
const strings = z.array(z.string());

export function subscriptionOf(row: Selectable<SubscriptionRow>): Subscription {
  return {
    id: row.id,
    team: row.team,
    channel: row.channel,
    createdBy: row.created_by,
    time: row.time,
    days: numbers.parse(JSON.parse(row.days)),
    timeZone: row.time_zone,
    topics: strings.parse(JSON.parse(row.topics)),
    exclusions: strings.parse(JSON.parse(row.exclusions)),
    size: row.size,
    hasDetails: row.has_details === 1,
    whenQuiet: row.when_quiet === 'say' ? 'say' : 'archive',
    paused: row.paused ?? undefined,
    nextAt: row.next_at,
    createdAt: row.created_at,
  };
}

function wishesRow(wishes: Wishes) {
  return {
    time: wishes.time,
    days: JSON.stringify(wishes.days),
    time_zone: wishes.timeZone,
    topics: JSON.stringify(wishes.topics),
    exclusions: JSON.stringify(wishes.exclusions),
    size: wishes.size,
    has_details: wishes.hasDetails ? 1 : 0,
    when_quiet: wishes.whenQuiet,
  };
}

function rowOf(subscription: Subscription): Insertable<SubscriptionRow> {
  return {
    ...wishesRow(subscription),
    id: subscription.id,
    team: subscription.team,
    channel: subscription.channel,
    created_by: subscription.createdBy,
    paused: subscription.paused ?? null,
    next_at: subscription.nextAt,
    created_at: subscription.createdAt,
  };
}

/** A channel of a workspace. */
export interface Place {
  readonly team: string;
  readonly channel: string;
}

/** What a subscription is looked up and written by: never its id alone, so that nobody reaches one of another place. */
export interface SubscriptionKey extends Place {
  readonly id: string;
}

export interface Subscriptions {
  get(key: SubscriptionKey): Promise<Subscription | undefined>;
  /** Oldest first. */
  in(place: Place): Promise<Subscription[]>;
  all(): Promise<Subscription[]>;
  add(subscription: Subscription): Promise<void>;

  // Each of these writes only what it names, so that nobody undoes what another process did meanwhile; undefined: it was removed.
  /** Other wishes, due next at `nextAt`. */
  change(key: SubscriptionKey, wishes: Wishes, nextAt: number): Promise<Subscription | undefined>;
  /** Stops it; of one that stands still already the first reason stays. */
  pause(key: SubscriptionKey, reason: string): Promise<Subscription | undefined>;
  /** Starts it again, due next at `nextAt`. */
  resume(key: SubscriptionKey, nextAt: number): Promise<Subscription | undefined>;
  moveOn(key: SubscriptionKey, nextAt: number): Promise<Subscription | undefined>;

  /** Removes it with its deliveries. */
  remove(key: SubscriptionKey): Promise<void>;
}

export function createSubscriptions({ db }: Store): Subscriptions {
  const isAt =
    ({ id, team, channel }: SubscriptionKey) =>
    ({ and }: ExpressionBuilder<Tables, 'subscriptions'>) =>
      and({ id, team, channel });
  const update = async (key: SubscriptionKey, row: Updateable<SubscriptionRow>): Promise<Subscription | undefined> => {
    const updated = await db.updateTable('subscriptions').set(row).where(isAt(key)).returningAll().executeTakeFirst();
    return updated && subscriptionOf(updated);
  };
  const selected = db.selectFrom('subscriptions').selectAll().orderBy('created_at').orderBy('id');
  return {
    async get(key) {
      const row = await selected.where(isAt(key)).executeTakeFirst();
      return row && subscriptionOf(row);
    },
    async in({ team, channel }) {
      const rows = await selected.where('team', '=', team).where('channel', '=', channel).execute();
      return rows.map(subscriptionOf);
    },
    async all() {
      return (await selected.execute()).map(subscriptionOf);
    },
    async add(subscription) {
      await db.insertInto('subscriptions').values(rowOf(subscription)).execute();
    },
    change: (key, wishes, nextAt) => update(key, { ...wishesRow(wishes), next_at: nextAt }),
    async pause(key, reason) {
      const updated = await db
        .updateTable('subscriptions')
        .set(({ fn, val }) => ({ paused: fn.coalesce('paused', val(reason)) }))
        .where(isAt(key))
        .returningAll()
        .executeTakeFirst();
      return updated && subscriptionOf(updated);
    },
    resume: (key, nextAt) => update(key, { paused: null, next_at: nextAt }),
    moveOn: (key, nextAt) => update(key, { next_at: nextAt }),
    async remove(key) {
      await db.deleteFrom('subscriptions').where(isAt(key)).execute();
    },
  };
}
