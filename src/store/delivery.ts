import type { Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import { damagedRecord, inJson, moment } from './damaged-rows.ts';
import type { DeliveryRow } from './tables.ts';

/**
 * - pending: to be posted, or to be gone on with, from `notBefore` on
 * - posting: a request may be on its way; nothing is posted before Slack was asked whether it arrived
 * - sent, skipped, failed: final, see `reason`
 */
export type DeliveryState = 'pending' | 'posting' | 'sent' | 'skipped' | 'failed';

/** The posting of one digest. There is at most one per subscription and local date, beside those that somebody asks for by hand. */
export interface Delivery {
  readonly id: string;
  readonly subscriptionId: string;
  /** The subscription's own date, "YYYY-MM-DD"; of one that was asked for by hand with the minute behind it, "YYYY-MM-DDTHH:mm". */
  readonly localDate: string;
  readonly team: string;
  readonly channel: string;
  readonly dueAt: number;
  readonly state: DeliveryState;
  /** JSON of what is posted; undefined until it is chosen, and never changed after. */
  readonly content: string | undefined;
  /** Messages that it takes; 0 until the content is chosen. */
  readonly parts: number;
  /** Slack's `ts` of the messages posted so far. */
  readonly posted: readonly string[];
  readonly notBefore: number;
  /** Claims since the last message was posted. */
  readonly attempts: number;
  /** When the first and the last request for the message in flight were about to be sent. */
  readonly postingSince: number | undefined;
  readonly postingAt: number | undefined;
  readonly reason: string | undefined;
  readonly createdAt: number;
  readonly finishedAt: number | undefined;
}

/** A delivery that one worker holds: until the lease runs out nobody else touches it, and after that it cannot write any more. */
export interface Claimed extends Delivery {
  readonly lease: string;
}

const stored = z.object({
  id: z.string(),
  subscription_id: z.string(),
  local_date: z.union([z.iso.date(), z.iso.datetime({ local: true, precision: -1 })]),
  team: z.string(),
  channel: z.string(),
  due_at: moment,
  state: z.enum(['pending', 'posting', 'sent', 'skipped', 'failed']),
  content: z.string().nullable(),
  parts: z.int().nonnegative(),
  posted: inJson(z.array(z.string())),
  not_before: moment,
  attempts: z.int(),
  posting_since: moment.nullable(),
  posting_at: moment.nullable(),
  reason: z.string().nullable(),
  created_at: moment,
  finished_at: moment.nullable(),
});

/** @throws when somebody damaged the row */
export function deliveryOf(row: Selectable<DeliveryRow>): Delivery {
  const read = stored.parse(row);
  return {
    id: read.id,
    subscriptionId: read.subscription_id,
    localDate: read.local_date,
    team: read.team,
    channel: read.channel,
    dueAt: read.due_at,
    state: read.state,
    content: read.content ?? undefined,
    parts: read.parts,
    posted: read.posted,
    notBefore: read.not_before,
    attempts: read.attempts,
    postingSince: read.posting_since ?? undefined,
    postingAt: read.posting_at ?? undefined,
    reason: read.reason ?? undefined,
    createdAt: read.created_at,
    finishedAt: read.finished_at ?? undefined,
  };
}

/**
 * What a damaged row is made into: one that failed. Whatever was posted of it is not known any more, so it is never posted again; from
 * then on it can be read.
 */
export function endedAsDamaged({ due_at, created_at }: DeliveryRow, now: number): Updateable<DeliveryRow> {
  const orNow = (at: unknown): number => moment.safeParse(at).data ?? now;
  return {
    ...{ state: 'failed', reason: damagedRecord, finished_at: now, posting_since: now, posting_at: now },
    ...{ lease: null, lease_until: 0, posted: '[]', content: null, parts: 0, attempts: 0, not_before: now },
    ...{ due_at: orNow(due_at), created_at: orNow(created_at) },
  };
}

/** Asked for by hand: it is no answer to a date of the schedule, and none to it. */
export function isByHand({ localDate }: Pick<Delivery, 'localDate'>): boolean {
  return localDate.includes('T');
}

/** Derived, never random: a database that was restored from a backup gives the same delivery the same name in Slack. */
export function deliveryId(subscriptionId: string, localDate: string): string {
  return `${subscriptionId}.${localDate}`;
}

/** A delivery that nothing has been done about. */
export interface Planned {
  readonly subscription: { readonly id: string; readonly team: string; readonly channel: string };
  /** See Delivery. */
  readonly localDate: string;
  readonly dueAt: number;
  readonly notBefore: number;
  readonly createdAt: number;
}

export function plannedRow({ subscription, localDate, dueAt, notBefore, createdAt }: Planned): DeliveryRow {
  return {
    id: deliveryId(subscription.id, localDate),
    subscription_id: subscription.id,
    local_date: localDate,
    team: subscription.team,
    channel: subscription.channel,
    due_at: dueAt,
    state: 'pending',
    content: null,
    parts: 0,
    posted: '[]',
    not_before: notBefore,
    lease: null,
    lease_until: 0,
    attempts: 0,
    posting_since: null,
    posting_at: null,
    reason: null,
    created_at: createdAt,
    finished_at: null,
  };
}
