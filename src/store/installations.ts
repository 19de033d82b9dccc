import type { Store } from './open-store.ts';

/** What Slack gave when the app was installed, sealed. */
export interface SealedInstallation {
  /** Id of a workspace, or of an organisation that installed the app for all of its workspaces. */
  readonly id: string;
  readonly sealed: string;
}

export interface Installations {
  /** Replaces what was there. */
  put(installation: SealedInstallation, now: number): Promise<void>;
  /** The same in another seal; false when it was replaced meanwhile. */
  reseal(before: SealedInstallation, sealed: string): Promise<boolean>;
  get(id: string): Promise<string | undefined>;
  all(): Promise<readonly SealedInstallation[]>;
  /** Whether it was put there after that moment. */
  isNewerThan(id: string, moment: number): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** True for one process that may refresh its token now; others leave it alone for `leaseMs`. */
  claimRefresh(id: string, now: number, leaseMs: number): Promise<boolean>;
  /** Remembers to which organisation a workspace belongs: digests are due in a workspace alone. */
  join(team: string, organisation: string): Promise<void>;
  organisationOf(team: string): Promise<string | undefined>;
}

export function createInstallations({ db }: Pick<Store, 'db'>): Installations {
  return {
    async put({ id, sealed }, now) {
      const row = { sealed, installed_at: now, refresh_until: 0 };
      await db
        .insertInto('installations')
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    async reseal(before, sealed) {
      const { numUpdatedRows } = await db
        .updateTable('installations')
        .set({ sealed })
        .where('id', '=', before.id)
        .where('sealed', '=', before.sealed)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    async get(id) {
      return (await db.selectFrom('installations').select('sealed').where('id', '=', id).executeTakeFirst())?.sealed;
    },
    all: () => db.selectFrom('installations').select(['id', 'sealed']).orderBy('id').execute(),
    async isNewerThan(id, moment) {
      const row = await db.selectFrom('installations').select('installed_at').where('id', '=', id).executeTakeFirst();
      return row !== undefined && row.installed_at > moment;
    },
    async remove(id) {
      await db.deleteFrom('installations').where('id', '=', id).execute();
      await db.deleteFrom('organisation_teams').where('organisation', '=', id).execute();
    },
    async claimRefresh(id, now, leaseMs) {
      const { numUpdatedRows } = await db
        .updateTable('installations')
        .set({ refresh_until: now + leaseMs })
        .where('id', '=', id)
        .where('refresh_until', '<=', now)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    async join(team, organisation) {
      await db
        .insertInto('organisation_teams')
        .values({ team, organisation })
        .onConflict((conflict) => conflict.column('team').doUpdateSet({ organisation }))
        .execute();
    },
    async organisationOf(team) {
      const row = await db
        .selectFrom('organisation_teams')
        .select('organisation')
        .where('team', '=', team)
        .executeTakeFirst();
      return row?.organisation;
    },
  };
}
