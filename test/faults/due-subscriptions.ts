import type { Store } from '../../src/store/open-store.ts';

export interface DueSubscriptions {
  readonly count: number;
  /** When all of them are due, on a full minute. */
  readonly dueAt: number;
  readonly timeZone?: string;
  /** Every so many one with details in the thread; by default none. */
  readonly detailsEvery?: number;
  /** By default ten to a workspace. */
  readonly perTeam?: number;
  /** Papers of each; by default one. */
  readonly size?: number;
}

const rowsPerStatement = 200;

/** Daily digests, each in a channel of its own. */
export async function insertDue({ db }: Store, options: DueSubscriptions): Promise<void> {
  const { count, dueAt, timeZone = 'UTC', detailsEvery = Number.POSITIVE_INFINITY, perTeam = 10, size = 1 } = options;
  const rows = Array.from({ length: count }, (_, index) => ({
    id: `s${index}`,
    team: `T${Math.floor(index / perTeam)}`,
    channel: `C${String(index).padStart(4, '0')}`,
    created_by: 'U00000ADA0',
    time: new Date(dueAt).toISOString().slice(11, 16),
    days: '[1,2,3,4,5,6,7]',
    time_zone: timeZone,
    topics: '[]',
    exclusions: '[]',
    fewer_like: '[]',
    size,
    has_details: index % detailsEvery === 0 ? 1 : 0,
    when_quiet: 'archive',
    saved_like: 0,
    paused: null,
    next_at: dueAt,
    created_at: dueAt,
  }));
  for (let start = 0; start < rows.length; start += rowsPerStatement)
    await db
      .insertInto('subscriptions')
      .values(rows.slice(start, start + rowsPerStatement))
      .execute();
}
