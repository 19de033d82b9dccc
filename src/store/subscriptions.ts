import type { Insertable, Selectable } from 'kysely';
import { z } from 'zod';
import type { Store } from './open-store.ts';
import type { SubscriptionRow } from './tables.ts';

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

function rowOf(subscription: Subscription): Insertable<SubscriptionRow> {
  return {
    id: subscription.id,
    team: subscription.team,
    channel: subscription.channel,
    created_by: subscription.createdBy,
    time: subscription.time,
    days: JSON.stringify(subscription.days),
    time_zone: subscription.timeZone,
    topics: JSON.stringify(subscription.topics),
    exclusions: JSON.stringify(subscription.exclusions),
    size: subscription.size,
    has_details: subscription.hasDetails ? 1 : 0,
    when_quiet: subscription.whenQuiet,
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

export interface Subscriptions {
  get(id: string): Promise<Subscription | undefined>;
  /** Oldest first. */
  in(place: Place): Promise<Subscription[]>;
  all(): Promise<Subscription[]>;
  /** Adds it, or replaces the one with its id. */
  save(subscription: Subscription): Promise<void>;
  /** Stops it, unless it stands still already; the first reason stays. */
  pause(id: string, reason: string): Promise<void>;
  /** Removes it with its deliveries. */
  remove(id: string): Promise<void>;
}

export function createSubscriptions({ db }: Store): Subscriptions {
  const selected = db.selectFrom('subscriptions').selectAll().orderBy('created_at').orderBy('id');
  return {
    async get(id) {
      const row = await selected.where('id', '=', id).executeTakeFirst();
      return row && subscriptionOf(row);
    },
    async in({ team, channel }) {
      const rows = await selected.where('team', '=', team).where('channel', '=', channel).execute();
      return rows.map(subscriptionOf);
    },
    async all() {
      return (await selected.execute()).map(subscriptionOf);
    },
    async save(subscription) {
      const row = rowOf(subscription);
      await db
        .insertInto('subscriptions')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    async pause(id, reason) {
      await db
        .updateTable('subscriptions')
        .set({ paused: reason })
        .where('id', '=', id)
        .where('paused', 'is', null)
        .execute();
    },
    async remove(id) {
      await db.deleteFrom('subscriptions').where('id', '=', id).execute();
    },
  };
}
