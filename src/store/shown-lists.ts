import type { Store } from './open-store.ts';

/** Nobody goes on with a list that only they saw on another day: Slack itself forgets it when they start anew. */
const keptMs = 86_400_000;
/** The newest counts; some before it lead back. */
const maxFound = 20;
/** Each commit of SQLite waits for the disk, and nobody waits for this one: what came meanwhile is written at once. */
const writtenEveryMs = 250;
/** Old ones are looked for no oftener. */
const tidiedEveryMs = 600_000;

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

type Place = Pick<ShownList, 'team' | 'person' | 'channel' | 'thread'>;

/** What one person saw and may go on with, for a day. */
export interface ShownLists {
  /** Known here at once, and to every other process within a quarter of a second. */
  add(list: ShownList, now: number): void;
  /** Those of a conversation, or of one thread of it, newest first. */
  of(place: Place, now: number): Promise<readonly ShownList[]>;
}

export function createShownLists({
  db,
  onError,
}: Pick<Store, 'db'> & {
  /** Told when lists could not be written: then only this process knows them for the moment. */
  readonly onError: (error: unknown) => void;
}): ShownLists {
  const unwritten = new Map<string, ShownList & { readonly shownAt: number }>();
  let tidiedAt = Number.NEGATIVE_INFINITY;

  async function write(): Promise<void> {
    const lists = [...unwritten];
    const rows = lists.map(([, { thread = null, shownAt, ...list }]) => ({ ...list, thread, shown_at: shownAt }));
    try {
      await db
        .insertInto('shown_lists')
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(['team', 'person', 'channel', 'ts'])
            .doUpdateSet(({ ref }) => ({ posted: ref('excluded.posted'), shown_at: ref('excluded.shown_at') })),
        )
        .execute();
      const newest = Math.max(...rows.map((row) => row.shown_at));
      if (newest - tidiedAt < tidiedEveryMs) return;
      tidiedAt = newest;
      await db
        .deleteFrom('shown_lists')
        .where('shown_at', '<', newest - keptMs)
        .execute();
    } catch (error) {
      onError(error);
    } finally {
      for (const [key, list] of lists) if (unwritten.get(key) === list) unwritten.delete(key);
      if (unwritten.size > 0) writeSoon();
    }
  }

  function writeSoon(): void {
    setTimeout(() => void write(), writtenEveryMs).unref();
  }

  return {
    add(list, now) {
      const isFirst = unwritten.size === 0;
      const { team, person, channel, ts } = list;
      unwritten.set([team, person, channel, ts].join(' '), { ...list, shownAt: now });
      if (isFirst) writeSoon();
    },
    async of({ team, person, channel, thread }, now) {
      const here = [...unwritten.values()].filter(
        (list) =>
          list.team === team &&
          list.person === person &&
          list.channel === channel &&
          (thread === undefined || list.thread === thread),
      );
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
      const written = rows.map((row) => ({ ...row, thread: row.thread ?? undefined }));
      return [...here.map(({ shownAt: _, ...list }) => list).reverse(), ...written];
    },
  };
}
