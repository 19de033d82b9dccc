import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { DeliveryRow } from './tables.ts';

/**
 * - pending: to be posted, or to be gone on with, from `notBefore` on
 * - posting: a request may be on its way; nothing is posted before Slack was asked whether it arrived
 * - sent, skipped, failed: final, see `reason`
 */
export type DeliveryState = 'pending' | 'posting' | 'sent' | 'skipped' | 'failed';

/** The posting of one digest. There is at most one per subscription and local date. */
export interface Delivery {
  readonly id: string;
  readonly subscriptionId: string;
  /** The subscription's own date, "YYYY-MM-DD". */
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

const states = z.enum(['pending', 'posting', 'sent', 'skipped', 'failed']);
const timestamps = z.array(z.string());

export function deliveryOf(row: Selectable<DeliveryRow>): Delivery {
  return {
    id: row.id,
    subscriptionId: row.subscription_id,
    localDate: row.local_date,
    team: row.team,
    channel: row.channel,
    dueAt: row.due_at,
    state: states.parse(row.state),
    content: row.content ?? undefined,
    parts: row.parts,
    posted: timestamps.parse(JSON.parse(row.posted)),
    notBefore: row.not_before,
    attempts: row.attempts,
    postingSince: row.posting_since ?? undefined,
    postingAt: row.posting_at ?? undefined,
    reason: row.reason ?? undefined,
    createdAt: row.created_at,
    finishedAt: row.finished_at ?? undefined,
  };
}

/** Derived, never random: a database that was restored from a backup gives the same delivery the same name in Slack. */
export function deliveryId(subscriptionId: string, localDate: string): string {
  return `${subscriptionId}.${localDate}`;
}

/** A delivery that nothing has been done about. */
export interface Planned {
  readonly subscription: { readonly id: string; readonly team: string; readonly channel: string };
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
