import type { Store } from './open-store.ts';

/** Nobody goes on with a list that only they saw on another day: Slack itself forgets it when they start anew. */
const keptMs = 86_400_000;
/** Old ones are looked for no oftener: every answer to a command comes by here. */
const tidiedEveryMs = 600_000;
/** The newest counts; some before it lead back. */
const maxFound = 20;

export interface ShownList {
  readonly team: string;
  readonly person: string;
  readonly channel: string;
  /** Undefined at the top of the conversation. */
  readonly thread: string | undefined;
  /** When it was shown, as Slack tells times. */
  readonly ts: string;
  /** What it showed, as its metadata would say. */
  readonly posted: string;
}

/** What one person saw and may go on with, for a day. */
export interface ShownLists {
  add(list: ShownList, now: number): Promise<void>;
  /** Those of a conversation, or of one thread of it, newest first. */
  of(place: Pick<ShownList, 'team' | 'person' | 'channel' | 'thread'>, now: number): Promise<readonly ShownList[]>;
}

export function createShownLists({ db }: Pick<Store, 'db'>): ShownLists {
  let tidiedAt = Number.NEGATIVE_INFINITY;
  return {
    async add({ thread = null, ...list }, now) {
      const row = { ...list, thread, shown_at: now };
      await db
        .insertInto('shown_lists')
        .values(row)
        .onConflict((conflict) => conflict.columns(['team', 'person', 'channel', 'ts']).doUpdateSet(row))
        .execute();
      if (now - tidiedAt < tidiedEveryMs) return;
      tidiedAt = now;
      await db
        .deleteFrom('shown_lists')
        .where('shown_at', '<', now - keptMs)
        .execute();
    },
    async of({ team, person, channel, thread }, now) {
      const rows = await db
        .selectFrom('shown_lists')
        .select(['team', 'person', 'channel', 'thread', 'ts', 'posted'])
        .where('team', '=', team)
        .where('person', '=', person)
        .where('channel', '=', channel)
        .where('shown_at', '>=', now - keptMs)
        .$if(thread !== undefined, (query) => query.where('thread', '=', thread ?? ''))
        .orderBy('shown_at', 'desc')
        .limit(maxFound)
        .execute();
      return rows.map((row) => ({ ...row, thread: row.thread ?? undefined }));
    },
  };
}
