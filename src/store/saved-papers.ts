import type { ExpressionBuilder } from 'kysely';
import { z } from 'zod';
import { moment } from './damaged-rows.ts';
import type { Store } from './open-store.ts';
import type { SavedPaperRow } from './reading-rows.ts';
import type { PaperName, Place } from './subscriptions.ts';
import type { Tables } from './tables.ts';

/** A person of a workspace. */
export interface Person {
  readonly team: string;
  readonly person: string;
}

/** What a saved paper is looked up by: never the paper alone, so that nobody reaches what another person saved. */
export interface SavedKey extends Person {
  readonly paperId: string;
}

export interface SavedPaper extends PaperName {
  /** Slack's id of who saved it. */
  readonly person: string;
  /** Where everyone could see what it was saved from; undefined: nobody else learns of it. */
  readonly channel: string | undefined;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly savedAt: number;
  readonly readAt: number | undefined;
}

/** How many people saved a paper from what everyone in a channel could see. */
export interface SavedCount extends PaperName {
  readonly channel: string;
  readonly people: number;
}

export interface SavedPapers {
  /** False, and nothing changes, where the person has it. */
  add(person: Person, saved: Omit<SavedPaper, 'person' | 'readAt'>): Promise<boolean>;
  /** Undefined where the person does not have it; the same for the next two. */
  remove(key: SavedKey, now: number): Promise<SavedPaper | undefined>;
  /** As it was before it was removed. */
  restore(key: SavedKey): Promise<SavedPaper | undefined>;
  /** @param readAt undefined: not read yet */
  setRead(key: SavedKey, readAt: number | undefined): Promise<SavedPaper | undefined>;
  /** All that a person saved, the newest first. */
  of(person: Person): Promise<readonly SavedPaper[]>;
  /** All that people saved from what everyone in a channel could see, the newest first. */
  in(place: Place): Promise<readonly SavedPaper[]>;
  /** What people of a workspace saved since then from what a whole channel could see, the most saved first. @param since milliseconds since 1970-01-01 UTC */
  countsSince(team: string, since: number): Promise<readonly SavedCount[]>;
}

/** So long one that was removed can be brought back. In milliseconds. */
const undoneWithinMs = 86_400_000;

/** Rows of the most saved papers of a week; the rest are saved by fewer people. */
const maxCounted = 500;

const stored = z.object({
  person: z.string(),
  paper_id: z.string(),
  title: z.string(),
  channel: z.string().nullable(),
  saved_at: moment,
  read_at: moment.nullable(),
});

function savedPaperOf(row: SavedPaperRow): SavedPaper {
  const read = stored.parse(row);
  return {
    id: read.paper_id,
    title: read.title,
    person: read.person,
    channel: read.channel ?? undefined,
    savedAt: read.saved_at,
    readAt: read.read_at ?? undefined,
  };
}

export function createSavedPapers({ db, rows }: Store): SavedPapers {
  const isAt =
    ({ team, person, paperId: paper_id }: SavedKey) =>
    ({ and }: ExpressionBuilder<Tables, 'saved_papers'>) =>
      and({ team, person, paper_id });
  const readable = (found: readonly SavedPaperRow[]): readonly SavedPaper[] =>
    rows.read('saved_papers', found, ({ team, person, paper_id }) => `${team} ${person} ${paper_id}`, savedPaperOf);
  const standing = db
    .selectFrom('saved_papers')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('saved_at', 'desc')
    .orderBy('paper_id');

  return {
    async add({ team, person }, { id, title, channel, savedAt }) {
      const row = { title, channel: channel ?? null, saved_at: savedAt, read_at: null, removed_at: null };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('saved_papers')
        .values({ team, person, paper_id: id, ...row })
        .onConflict((conflict) =>
          conflict
            .columns(['team', 'person', 'paper_id'])
            .doUpdateSet(row)
            .where('saved_papers.removed_at', 'is not', null),
        )
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
    async remove(key, now) {
      await db
        .deleteFrom('saved_papers')
        .where('removed_at', '<', now - undoneWithinMs)
        .execute();
      const removed = await db
        .updateTable('saved_papers')
        .set({ removed_at: now })
        .where(isAt(key))
        .where('removed_at', 'is', null)
        .returningAll()
        .execute();
      return readable(removed)[0];
    },
    async restore(key) {
      const restored = await db
        .updateTable('saved_papers')
        .set({ removed_at: null })
        .where(isAt(key))
        .where('removed_at', 'is not', null)
        .returningAll()
        .execute();
      return readable(restored)[0];
    },
    async setRead(key, readAt) {
      const changed = await db
        .updateTable('saved_papers')
        .set({ read_at: readAt ?? null })
        .where(isAt(key))
        .where('removed_at', 'is', null)
        .returningAll()
        .execute();
      return readable(changed)[0];
    },
    of: async ({ team, person }) =>
      readable(await standing.where('team', '=', team).where('person', '=', person).execute()),
    in: async ({ team, channel }) =>
      readable(await standing.where('team', '=', team).where('channel', '=', channel).execute()),
    async countsSince(team, since) {
      const counted = await db
        .selectFrom('saved_papers')
        .select(({ fn }) => [
          'paper_id as id',
          'channel',
          fn.max('title').as('title'),
          fn.count<number | string>('person').as('people'),
        ])
        .where('team', '=', team)
        .where('removed_at', 'is', null)
        .where('channel', 'is not', null)
        .where('saved_at', '>=', since)
        .groupBy(['paper_id', 'channel'])
        .orderBy('people', 'desc')
        .orderBy('paper_id')
        .limit(maxCounted)
        .execute();
      return counted.map(({ id, channel, title, people }) => ({
        ...{ id, title, people: Number(people) },
        channel: channel ?? '',
      }));
    },
  };
}
