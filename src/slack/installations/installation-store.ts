import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth';
import { z } from 'zod';
import type { Installations } from '../../store/installations.ts';
import { NotInstalledError } from '../delivery/errors.ts';
import type { TokenSeal } from './token-seal.ts';

/** The workspace, or the organisation that installed the app for all of its workspaces. */
function idOf({
  team,
  enterprise,
  isEnterpriseInstall = false,
}: Pick<Installation, 'team' | 'enterprise' | 'isEnterpriseInstall'>): string | undefined {
  return isEnterpriseInstall ? enterprise?.id : team?.id;
}

// What is read of an installation; the rest is kept as Slack's package wrote it.
const kept = z.looseObject({
  bot: z.looseObject({
    token: z.string(),
    id: z.string(),
    userId: z.string(),
    refreshToken: z.string().optional(),
    expiresAt: z.number().optional(),
  }),
  team: z.looseObject({ id: z.string() }).optional(),
  enterprise: z.looseObject({ id: z.string() }).optional(),
});

export interface FoundInstallation {
  /** Under which it is kept. */
  readonly id: string;
  readonly installation: z.infer<typeof kept>;
}

export interface SealedInstallationStore extends Required<InstallationStore> {
  /** That of a workspace or of its organisation; undefined where the app is not installed. */
  find(query: Pick<InstallationQuery<boolean>, 'teamId' | 'enterpriseId'>): Promise<FoundInstallation | undefined>;
}

/** Slack's installations in the database, sealed; Bolt's installer reads and writes through it. */
export function createInstallationStore({
  installations,
  seal,
  now,
}: {
  readonly installations: Installations;
  readonly seal: TokenSeal;
  readonly now: () => number;
}): SealedInstallationStore {
  async function find({ teamId, enterpriseId }: Parameters<SealedInstallationStore['find']>[0]) {
    const organisation = enterpriseId ?? (teamId && (await installations.organisationOf(teamId)));
    // A workspace's own installation counts before that of its organisation.
    for (const id of [teamId, organisation]) {
      const sealed = id === undefined ? undefined : await installations.get(id);
      if (id === undefined || sealed === undefined) continue;
      if (id === enterpriseId && teamId !== undefined) await installations.join(teamId, id);
      return { id, installation: kept.parse(JSON.parse(seal.open(sealed, id))) };
    }
    return undefined;
  }

  return {
    find,
    async storeInstallation(installation) {
      const id = idOf(installation);
      if (id === undefined) throw new TypeError('An installation names neither a workspace nor an organisation.');
      await installations.put({ id, sealed: seal.seal(JSON.stringify(installation), id) }, now());
    },
    async fetchInstallation(query) {
      const found = await find(query);
      if (found === undefined) throw new NotInstalledError(query.teamId ?? query.enterpriseId ?? '');
      // As it was stored by this package.
      return found.installation as unknown as Installation;
    },
    async deleteInstallation({ teamId, enterpriseId, isEnterpriseInstall }) {
      const id = isEnterpriseInstall ? enterpriseId : teamId;
      if (id !== undefined) await installations.remove(id);
    },
  };
}
