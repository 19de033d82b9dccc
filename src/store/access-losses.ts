import { z } from 'zod';
import { moment } from './damaged-rows.ts';
import { somebodyWhoLeft } from './forget.ts';
import type { Store } from './open-store.ts';
import type { AccessLossRow } from './tables.ts';

/** Longer than a delivery waits after any error. In milliseconds. */
const waitingWithinMs = 3_600_000;

/** A workspace that refuses the bot altogether: removed, its token revoked, access not granted. */
export interface AccessLoss {
  readonly team: string;
  /** When it was noticed. */
  readonly since: number;
  /** Slack's error code. */
  readonly code: string;
  /** For people. */
  readonly sentence: string;
}

/** One state of each workspace, shared by all processes. */
export interface AccessLosses {
  /** False: it was known before. */
  begin(loss: AccessLoss): Promise<boolean>;
  /** The loss, for the one who ends it. */
  end(team: string): Promise<AccessLoss | undefined>;
  /** Oldest first. */
  all(): Promise<readonly AccessLoss[]>;
  /** Whether the workspace has something to post soon: that finds out whether there is access again. */
  isAnyWaiting(team: string, now: number): Promise<boolean>;
  /** Makers of active digests of the workspace of which one came due, was posted or waits since then. */
  makersOfDelayed(loss: AccessLoss): Promise<string[]>;
}

const stored = z.object({ team: z.string(), since: moment, code: z.string(), sentence: z.string() });

export function createAccessLosses({ db, rows }: Store): AccessLosses {
  const readable = (found: readonly AccessLossRow[]): readonly AccessLoss[] =>
    rows.read(
      'access_losses',
      found,
      ({ team }) => team,
      (row) => stored.parse(row),
    );
  return {
    async begin(loss) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('access_losses')
        .values(loss)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
    async end(team) {
      const [ended] = readable(await db.deleteFrom('access_losses').where('team', '=', team).returningAll().execute());
      rows.forget('access_losses', team);
      return ended;
    },
    all: async () =>
      readable(await db.selectFrom('access_losses').selectAll().orderBy('since').orderBy('team').execute()),
    async isAnyWaiting(team, now) {
      const row = await db
        .selectFrom('deliveries')
        .select('id')
        .where('team', '=', team)
        .where('state', 'in', ['pending', 'posting'])
        .where('not_before', '<', now + waitingWithinMs)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async makersOfDelayed({ team, since }) {
      const rows = await db
        .selectFrom('subscriptions')
        .innerJoin('deliveries', 'deliveries.subscription_id', 'subscriptions.id')
        .select('subscriptions.created_by')
        .distinct()
        .where('subscriptions.team', '=', team)
        .where('subscriptions.created_by', '!=', somebodyWhoLeft)
        .where('subscriptions.paused', 'is', null)
        .where('subscriptions.removed_at', 'is', null)
        .where(({ or, eb }) =>
          or([
            eb('deliveries.due_at', '>=', since),
            eb('deliveries.finished_at', '>=', since),
            eb('deliveries.finished_at', 'is', null),
          ]),
        )
        .orderBy('subscriptions.created_by')
        .execute();
      return rows.map((row) => row.created_by);
    },
  };
}
