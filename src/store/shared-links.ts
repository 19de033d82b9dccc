import { z } from 'zod';
import { moment } from './damaged-rows.ts';
import type { Store } from './open-store.ts';
import type { Place } from './subscriptions.ts';
import type { SharedLinkRow } from './tables.ts';

/** The first message in a conversation that links a paper. */
export interface SharedLink extends Place {
  readonly paperId: string;
  /** Slack's ts of the message. */
  readonly ts: string;
  /** Slack's id of who wrote it. */
  readonly sharedBy: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly sharedAt: number;
}

export interface SharedLinks {
  /** Keeps it unless the conversation has one of this paper; gives the one that is kept. */
  keep(link: SharedLink): Promise<SharedLink>;
  /** Undoes that this message was kept. */
  drop(link: SharedLink): Promise<void>;
  /** Of the same paper in other conversations of the workspace, the newest first. */
  elsewhere(here: Place, paperId: string, limit: number): Promise<readonly SharedLink[]>;
}

const stored = z.object({
  ...{ team: z.string(), channel: z.string(), paper_id: z.string(), ts: z.string() },
  ...{ shared_by: z.string(), shared_at: moment },
});

function sharedLinkOf(row: SharedLinkRow): SharedLink {
  const { team, channel, paper_id, ts, shared_by, shared_at } = stored.parse(row);
  return { team, channel, paperId: paper_id, ts, sharedBy: shared_by, sharedAt: shared_at };
}

export function createSharedLinks({ db, rows }: Store): SharedLinks {
  const readable = (found: readonly SharedLinkRow[]): readonly SharedLink[] =>
    rows.read('shared_links', found, ({ team, channel, paper_id }) => `${team} ${channel} ${paper_id}`, sharedLinkOf);

  return {
    async keep(link) {
      const { team, channel, paperId: paper_id, ts, sharedBy: shared_by, sharedAt: shared_at } = link;
      await db
        .insertInto('shared_links')
        .values({ team, channel, paper_id, ts, shared_by, shared_at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const kept = await db
        .selectFrom('shared_links')
        .selectAll()
        .where(({ and }) => and({ team, channel, paper_id }))
        .execute();
      // A damaged one is as good as none.
      return readable(kept)[0] ?? link;
    },
    async drop({ team, channel, paperId: paper_id, ts }) {
      await db
        .deleteFrom('shared_links')
        .where(({ and }) => and({ team, channel, paper_id, ts }))
        .execute();
    },
    async elsewhere({ team, channel }, paperId, limit) {
      const found = await db
        .selectFrom('shared_links')
        .selectAll()
        .where('team', '=', team)
        .where('paper_id', '=', paperId)
        .where('channel', '!=', channel)
        .orderBy('shared_at', 'desc')
        .orderBy('channel')
        .limit(limit)
        .execute();
      return readable(found);
    },
  };
}
