import {
  type ExpressionBuilder,
  type Insertable,
  type Selectable,
  sql,
  type Transaction,
  type Updateable,
} from 'kysely';
import { z } from 'zod';
import { inJson, moment } from './damaged-rows.ts';
import type { Store } from './open-store.ts';
import type { SubscriptionRow, Tables } from './tables.ts';

/** What a subscription posts when nothing is new: papers of the archive that it has not been sent, or one line that says so. */
export type WhenQuiet = 'archive' | 'say';

/** A paper, and what it is called for people. */
export interface PaperName {
  readonly id: string;
  readonly title: string;
}

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
  /** Papers that mean something like one of these are not wanted either. */
  readonly fewerLike: readonly PaperName[];
  /** Most papers in a digest. */
  readonly size: number;
  /** Details of each paper follow in the digest's thread. */
  readonly hasDetails: boolean;
  readonly whenQuiet: WhenQuiet;
  /** In a digest of one's own also papers like those that its person saved. */
  readonly savedLike: boolean;
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
  /** What the person is called who changed, paused or resumed it last; undefined: nobody did. */
  readonly changedBy?: string | undefined;
  /** No digest is due before this moment; undefined or past: it is awake. */
  readonly snoozedUntil?: number | undefined;
  /** When the next digest is due: milliseconds since 1970-01-01 UTC. */
  readonly nextAt: number;
  readonly createdAt: number;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

const texts = inJson(z.array(z.string()));
const stored = z.object({
  id: z.string(),
  team: z.string(),
  channel: z.string(),
  created_by: z.string(),
  time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
  days: inJson(z.array(z.int().min(1).max(7)).min(1)),
  time_zone: z.string().refine(isTimeZone, 'is no time zone'),
  topics: texts,
  exclusions: texts,
  fewer_like: inJson(z.array(z.object({ id: z.string(), title: z.string() }))),
  size: z.int().positive(),
  has_details: z.number(),
  when_quiet: z.string(),
  saved_like: z.number(),
  paused: z.string().nullable(),
  changed_by: z.string().nullable(),
  snoozed_until: moment.nullable(),
  next_at: moment,
  created_at: moment,
});

/** @throws when somebody damaged the row */
export function subscriptionOf(row: Selectable<SubscriptionRow>): Subscription {
  const read = stored.parse(row);
  return {
    id: read.id,
    team: read.team,
    channel: read.channel,
    createdBy: read.created_by,
    time: read.time,
    days: read.days,
    timeZone: read.time_zone,
    topics: read.topics,
    exclusions: read.exclusions,
    fewerLike: read.fewer_like,
    size: read.size,
    hasDetails: read.has_details === 1,
    whenQuiet: read.when_quiet === 'say' ? 'say' : 'archive',
    savedLike: read.saved_like === 1,
    paused: read.paused ?? undefined,
    changedBy: read.changed_by ?? undefined,
    snoozedUntil: read.snoozed_until ?? undefined,
    nextAt: read.next_at,
    createdAt: read.created_at,
  };
}

function wishesRow(wishes: Wishes) {
  return {
    time: wishes.time,
    days: JSON.stringify(wishes.days),
    time_zone: wishes.timeZone,
    topics: JSON.stringify(wishes.topics),
    exclusions: JSON.stringify(wishes.exclusions),
    fewer_like: JSON.stringify(wishes.fewerLike),
    size: wishes.size,
    has_details: wishes.hasDetails ? 1 : 0,
    when_quiet: wishes.whenQuiet,
    saved_like: wishes.savedLike ? 1 : 0,
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
    changed_by: subscription.changedBy ?? null,
    snoozed_until: subscription.snoozedUntil ?? null,
    removed_at: null,
    next_at: subscription.nextAt,
    created_at: subscription.createdAt,
  };
}

/** Whether its place has one with the same wishes. Until the transaction ends nobody else sets one up there. */
export async function isSetUp(
  transaction: Transaction<Tables>,
  engine: Store['engine'],
  subscription: Subscription,
): Promise<boolean> {
  const { team, channel } = subscription;
  // A transaction of SQLite has the database to itself.
  if (engine === 'postgres')
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${team} ${channel}`}, 0))`.execute(transaction);
  const same = await transaction
    .selectFrom('subscriptions')
    .select('id')
    .where(({ and }) => and({ team, channel, removed_at: null, ...wishesRow(subscription) }))
    .executeTakeFirst();
  return same !== undefined;
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

/** Damaged ones are as if they were not there, but for `damaged` and `remove`; so are those that were stopped, see stopped-subscriptions.ts. */
/** Who set up a digest. */
export type Maker = Pick<Subscription, 'team' | 'createdBy'>;

export interface Subscriptions {
  get(key: SubscriptionKey): Promise<Subscription | undefined>;
  /** Oldest first. */
  in(place: Place): Promise<readonly Subscription[]>;
  all(): Promise<readonly Subscription[]>;
  /** Those that a person set up, wherever they post; oldest first. */
  madeBy(maker: Maker): Promise<readonly Subscription[]>;
  /** Those that cannot be read, of one place or of all. */
  damaged(place?: Place): Promise<readonly SubscriptionKey[]>;
  /** False, and nothing is kept, where its place has one with the same wishes: of two people at once one sets it up. */
  add(subscription: Subscription): Promise<boolean>;

  // Each of these writes only what it names, so that nobody undoes what another process did meanwhile; undefined: it was removed.
  /** Other wishes, due next at `nextAt`; undefined also where somebody else changed those of `before` first. */
  change(
    before: SubscriptionKey & Wishes,
    wishes: Wishes,
    nextAt: number,
    by?: string,
  ): Promise<Subscription | undefined>;
  /** Stops it; of one that stands still already the first reason stays. */
  pause(key: SubscriptionKey, reason: string, by?: string): Promise<Switched | undefined>;
  /** Nothing comes due before `until`, and then at `nextAt`; of one that is paused nothing changes. */
  snooze(key: SubscriptionKey, until: number, nextAt: number, by?: string): Promise<Switched | undefined>;
  /** Starts or wakes it, due next at `nextAt`. */
  resume(key: SubscriptionKey, nextAt: number, by?: string): Promise<Switched | undefined>;
  moveOn(key: SubscriptionKey, nextAt: number): Promise<Subscription | undefined>;
}

/** One that was paused, snoozed or resumed. */
export interface Switched {
  readonly subscription: Subscription;
  /** False: it stood so before. */
  readonly isNew: boolean;
}

export function createSubscriptions({ db, engine, rows }: Store): Subscriptions {
  const isAt =
    ({ id, team, channel }: SubscriptionKey) =>
    ({ and }: ExpressionBuilder<Tables, 'subscriptions'>) =>
      and({ id, team, channel, removed_at: null });
  const readable = (found: readonly SubscriptionRow[]) =>
    rows.read('subscriptions', found, ({ id }) => id, subscriptionOf);
  const update = async (key: SubscriptionKey, row: Updateable<SubscriptionRow>): Promise<Subscription | undefined> => {
    const updated = await db.updateTable('subscriptions').set(row).where(isAt(key)).returningAll().execute();
    return readable(updated)[0];
  };
  async function switched(key: SubscriptionKey, changed: readonly SubscriptionRow[]): Promise<Switched | undefined> {
    const [subscription = await get(key)] = readable(changed);
    return subscription && { subscription, isNew: changed.length > 0 };
  }
  const standing = db.selectFrom('subscriptions').selectAll().where('removed_at', 'is', null);
  // Of those made in one moment the order is one that people can see.
  const selected = standing.orderBy('created_at').orderBy('topics').orderBy('time').orderBy('id');
  const inPlace = ({ team, channel }: Place) => selected.where('team', '=', team).where('channel', '=', channel);
  async function get(key: SubscriptionKey): Promise<Subscription | undefined> {
    return readable(await selected.where(isAt(key)).execute())[0];
  }
  return {
    get,
    in: async (place) => readable(await inPlace(place).execute()),
    all: async () => readable(await selected.execute()),
    madeBy: async ({ team, createdBy }) =>
      readable(await selected.where('team', '=', team).where('created_by', '=', createdBy).execute()),
    async damaged(place) {
      const found = await (place === undefined ? selected : inPlace(place)).execute();
      const sound = new Set(readable(found).map(({ id }) => id));
      return found.filter(({ id }) => !sound.has(id)).map(({ id, team, channel }) => ({ id, team, channel }));
    },
    async add(subscription) {
      return db.transaction().execute(async (transaction) => {
        if (await isSetUp(transaction, engine, subscription)) return false;
        await transaction.insertInto('subscriptions').values(rowOf(subscription)).execute();
        return true;
      });
    },
    async change(before, wishes, nextAt, by) {
      const changed = await db
        .updateTable('subscriptions')
        .set({ ...wishesRow(wishes), next_at: nextAt, ...(by !== undefined && { changed_by: by }) })
        .where(isAt(before))
        .where(({ and }) => and(wishesRow(before)))
        .returningAll()
        .execute();
      return readable(changed)[0];
    },
    async pause(key, reason, by) {
      const change = { paused: reason, ...(by !== undefined && { changed_by: by }) };
      const paused = db.updateTable('subscriptions').set(change).where('paused', 'is', null);
      return switched(key, await paused.where(isAt(key)).returningAll().execute());
    },
    async snooze(key, until, nextAt, by) {
      const change = { snoozed_until: until, next_at: nextAt, ...(by !== undefined && { changed_by: by }) };
      const snoozed = db.updateTable('subscriptions').set(change).where('paused', 'is', null);
      return switched(key, await snoozed.where(isAt(key)).returningAll().execute());
    },
    async resume(key, nextAt, by) {
      const change = {
        ...{ paused: null, snoozed_until: null, next_at: nextAt },
        ...(by !== undefined && { changed_by: by }),
      };
      const isStill = ({ or, eb }: ExpressionBuilder<Tables, 'subscriptions'>) =>
        or([eb('paused', 'is not', null), eb('snoozed_until', 'is not', null)]);
      const resumed = db.updateTable('subscriptions').set(change).where(isStill);
      return switched(key, await resumed.where(isAt(key)).returningAll().execute());
    },
    moveOn: (key, nextAt) => update(key, { next_at: nextAt }),
  };
}
