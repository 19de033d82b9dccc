import type { Store } from './open-store.ts';
import type { Place } from './subscriptions.ts';

/** What of channels is not about one subscription alone. */
export interface Channels {
  /** Slack gave a channel another id: digests, what is under way of them, and what was shared there follow. */
  move(from: Place, to: string): Promise<void>;
  /** What failed in part since then goes on from `now`. */
  reopen(place: Place, since: number, now: number): Promise<void>;
}

export function createChannels({ db }: Store): Channels {
  return {
    async move({ team, channel }, to) {
      await db.transaction().execute(async (transaction) => {
        // Of these a conversation has one a paper, or one: what came under the new id a moment before gives way.
        for (const table of ['shared_links', 'previews_off'] as const)
          await transaction.deleteFrom(table).where('team', '=', team).where('channel', '=', to).execute();
        for (const table of ['subscriptions', 'deliveries', 'shared_links', 'previews_off'] as const)
          await transaction
            .updateTable(table)
            .set({ channel: to })
            .where('team', '=', team)
            .where('channel', '=', channel)
            .execute();
      });
    },
    async reopen({ team, channel }, since, now) {
      await db
        .updateTable('deliveries')
        .set({ state: 'pending', reason: null, finished_at: null, not_before: now, attempts: 0 })
        .where('team', '=', team)
        .where('channel', '=', channel)
        .where('state', '=', 'failed')
        .where('posted', '!=', '[]')
        // Of one whose last request is unclear nobody knows what stands.
        .where('posting_since', 'is', null)
        .where('finished_at', '>=', since)
        .execute();
    },
  };
}
