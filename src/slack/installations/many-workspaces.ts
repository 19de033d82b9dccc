import { createHash } from 'node:crypto';
import type { AuthorizeSourceData } from '@slack/bolt';
import { InstallProvider } from '@slack/oauth';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Installations } from '../../store/installations.ts';
import { createBoltLogger } from '../connection/bolt-logger.ts';
import { SlackStartError } from '../connection/start-errors.ts';
import { NotInstalledError } from '../delivery/errors.ts';
import type { Sleep } from '../delivery/rate-limit.ts';
import { createInstallRoutes, installPage } from './install-pages.ts';
import { createInstallationStore, type FoundInstallation } from './installation-store.ts';
import { createTokenSeal, SealError, type TokenSeal } from './token-seal.ts';
import type { Workspaces } from './workspaces.ts';

export interface OAuthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs the state that goes through the browser. */
  readonly stateSecret: string;
  /** Of 32 bytes, the newest first. */
  readonly encryptionKeys: readonly [Buffer, ...Buffer[]];
  /** Where Slack sends browsers back to; undefined: the only, or the first, of the app's settings. */
  readonly redirectUrl: string | undefined;
  /** What the app asks for, as its manifest says. */
  readonly scopes: readonly string[];
}

export interface ManyWorkspacesOptions {
  readonly oauth: OAuthSettings;
  readonly installations: Installations;
  readonly slackApiUrl: string;
  readonly clientOptions: () => WebClientOptions;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  readonly sleep: Sleep;
}

/** Bolt's installer refreshes a token that ends within two hours. */
const refreshBeforeMs = 2 * 3_600_000;
/** One process refreshes it, since each refresh ends the refresh token before; one that died is followed after this. */
const refreshLeaseMs = 60_000;
/** For a token that another process refreshes and that has ended already. */
const refreshedWithinMs = 500;
const refreshChecks = 10;

/** A client holds connections; those of workspaces that nobody asks in are made anew. */
const maxClients = 500;

/** Slack's page that asks whether to install; beside another API it is on that host. */
function authorizationUrlOf(slackApiUrl: string): string {
  return new URL('/oauth/v2/authorize', slackApiUrl).href;
}

/** A message of ours names the workspace that we posted it in, whoever presses its button there. */
function teamOfMessage(body: unknown): string | undefined {
  const { message } = (body ?? {}) as { readonly message?: { readonly team?: unknown } };
  return typeof message?.team === 'string' ? message.team : undefined;
}

/** Every workspace that installs the app by its page; tokens are in the database, sealed. */
export function createManyWorkspaces(options: ManyWorkspacesOptions): Workspaces {
  const { oauth, installations, slackApiUrl, clientOptions, logger, now, sleep } = options;
  const seal = createTokenSeal(oauth.encryptionKeys);
  const store = createInstallationStore({ installations, seal, now });
  const installer = new InstallProvider({
    ...{ clientId: oauth.clientId, clientSecret: oauth.clientSecret, stateSecret: oauth.stateSecret },
    installationStore: store,
    authorizationUrl: authorizationUrlOf(slackApiUrl),
    clientOptions: clientOptions(),
    renderHtmlForInstallPath: installPage,
    logger: createBoltLogger(logger),
  });
  const clients = new Map<string, WebClient>();

  function resultOf({ installation: { bot, team, enterprise } }: FoundInstallation, teamId: string | undefined) {
    const known = team?.id ?? teamId;
    return {
      ...{ botToken: bot.token, botId: bot.id, botUserId: bot.userId },
      ...(known !== undefined && { teamId: known }),
      ...(enterprise !== undefined && { enterpriseId: enterprise.id }),
    };
  }

  type Wanted = Pick<AuthorizeSourceData<boolean>, 'teamId' | 'enterpriseId' | 'isEnterpriseInstall'>;

  async function tokenFor(wanted: Wanted, found: FoundInstallation) {
    const { expiresAt = Number.POSITIVE_INFINITY } = found.installation.bot;
    if (expiresAt * 1_000 - now() > refreshBeforeMs) return resultOf(found, wanted.teamId);
    if (await installations.claimRefresh(found.id, now(), refreshLeaseMs)) return installer.authorize(wanted);
    // Another process refreshes it; until then the one that we have may still do.
    let current = found;
    for (let check = 0; check < refreshChecks; check += 1) {
      if ((current.installation.bot.expiresAt ?? Number.POSITIVE_INFINITY) * 1_000 > now()) break;
      await sleep(refreshedWithinMs);
      current = (await store.find(wanted)) ?? current;
    }
    return resultOf(current, wanted.teamId);
  }

  async function authorized({ teamId, enterpriseId, isEnterpriseInstall }: Wanted, ours?: string) {
    for (const team of ours === undefined || ours === teamId ? [teamId] : [ours, teamId]) {
      const wanted = { teamId: team, enterpriseId, isEnterpriseInstall } as Wanted;
      const found = await store.find(wanted);
      if (found !== undefined) return tokenFor(wanted, found);
    }
    throw new NotInstalledError(teamId ?? enterpriseId ?? '');
  }

  async function clientOf(team: string): Promise<WebClient> {
    const { botToken = '' } = await authorized({ teamId: team, enterpriseId: undefined, isEnterpriseInstall: false });
    const known = clients.get(botToken);
    if (known !== undefined) return known;
    if (clients.size >= maxClients) clients.clear();
    const client = new WebClient(botToken, clientOptions());
    clients.set(botToken, client);
    return client;
  }

  return {
    isForMany: true,
    authorize: (source, body) => authorized(source, teamOfMessage(body)),
    clientOf,
    toAsk: (lost) => lost,
    signIn: () => sealAnew(installations, seal, logger),
    routes: createInstallRoutes({ installer, scopes: oauth.scopes, redirectUrl: oauth.redirectUrl, logger }),
    isInstalledSince: installations.isNewerThan,
    async forget(id) {
      await installations.remove(id);
      logger.warn({ installation: id }, 'The app was removed: its token is deleted');
    },
    secret: createHash('sha256').update('paperboy windows').update(oauth.stateSecret).digest('base64url'),
  };
}

/** Opens every installation once, and seals with the newest key what another one sealed. @throws SlackStartError when a key is missing */
async function sealAnew(installations: Installations, seal: TokenSeal, logger: Logger): Promise<void> {
  let sealedAnew = 0;
  for (const installation of await installations.all()) {
    try {
      const text = seal.open(installation.sealed, installation.id);
      if (seal.isNewest(installation.sealed)) continue;
      if (await installations.reseal(installation, seal.seal(text, installation.id))) sealedAnew += 1;
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      throw new SlackStartError(
        `The token of ${installation.id} cannot be opened. ${error.message} Put the key that was used before behind the new one in TOKEN_ENCRYPTION_KEY, separated by a comma.`,
        { cause: error },
      );
    }
  }
  if (sealedAnew > 0) logger.info({ installations: sealedAnew }, 'Tokens sealed with the newest key');
}
