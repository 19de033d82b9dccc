import type { Store } from './open-store.ts';

/** Workspaces in which Slack does not take cards. */
export interface PlainWorkspaces {
  /** Whether that was found at `since` or later, in milliseconds since 1970-01-01 UTC. */
  has(team: string, since: number): Promise<boolean>;
  add(team: string, now: number): Promise<void>;
}

export function createPlainWorkspaces({ db }: Store): PlainWorkspaces {
  return {
    async has(team, since) {
      const row = await db
        .selectFrom('plain_workspaces')
        .select('team')
        .where('team', '=', team)
        .where('since', '>=', since)
        .executeTakeFirst();
      return row !== undefined;
    },
    async add(team, now) {
      await db
        .insertInto('plain_workspaces')
        .values({ team, since: now })
        .onConflict((conflict) => conflict.column('team').doUpdateSet({ since: now }))
        .execute();
    },
  };
}
