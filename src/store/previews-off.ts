import type { Store } from './open-store.ts';
import type { Place } from './subscriptions.ts';

/** Conversations that want no previews of papers. */
export interface PreviewsOff {
  has(place: Place): Promise<boolean>;
  /** False where it was so already; the same for `remove`. */
  add(place: Place, now: number): Promise<boolean>;
  remove(place: Place): Promise<boolean>;
}

export function createPreviewsOff({ db }: Store): PreviewsOff {
  return {
    async has({ team, channel }) {
      const row = await db
        .selectFrom('previews_off')
        .select('since')
        .where(({ and }) => and({ team, channel }))
        .executeTakeFirst();
      return row !== undefined;
    },
    async add({ team, channel }, since) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('previews_off')
        .values({ team, channel, since })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
    async remove({ team, channel }) {
      const { numDeletedRows } = await db
        .deleteFrom('previews_off')
        .where(({ and }) => and({ team, channel }))
        .executeTakeFirstOrThrow();
      return numDeletedRows === 1n;
    },
  };
}
