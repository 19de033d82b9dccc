import type { Authorize, CustomRoute } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';

/** The workspaces that let the bot in. */
export interface Workspaces {
  readonly isForMany: boolean;
  /** How Bolt finds whose token answers a delivery, and in whose name. */
  readonly authorize: Authorize<boolean>;
  /** @throws NotInstalledError where there is no token for it */
  clientOf(team: string): Promise<WebClient>;
  /** Those that can be asked for access: with one token the workspace that it belongs to, else those of `lost`. */
  toAsk(lost: readonly string[]): readonly (string | undefined)[];
  /** Makes sure that the bot can act at all. @throws what Slack answers */
  signIn(): Promise<void>;
  /** Pages for browsers. */
  readonly routes: readonly CustomRoute[];
  /** Whether a workspace, or an organisation, has installed the app after that moment. */
  isInstalledSince(id: string, moment: number): Promise<boolean>;
  /** Forgets the token of one that removed the app. */
  forget(id: string): Promise<void>;
  /** Known to the bot alone and the same after a restart: what it seals with comes back through Slack. */
  readonly secret: string;
}

export interface OneWorkspaceOptions {
  readonly botToken: string;
  readonly clientOptions: () => WebClientOptions;
}

/** The one workspace that the token belongs to, whatever a delivery says: in a channel that workspaces share people come from others. */
export function createOneWorkspace({ botToken, clientOptions }: OneWorkspaceOptions): Workspaces {
  const client = new WebClient(botToken, clientOptions());
  let identity: { readonly botId?: string; readonly botUserId?: string; readonly teamId?: string } = {};
  return {
    isForMany: false,
    authorize: async () => ({ botToken, ...identity }),
    clientOf: async () => client,
    toAsk: () => [undefined],
    async signIn() {
      const { bot_id: botId, user_id: botUserId, team_id: teamId } = await client.auth.test();
      identity = { ...(botId && { botId }), ...(botUserId && { botUserId }), ...(teamId && { teamId }) };
    },
    routes: [],
    isInstalledSince: async () => false,
    forget: async () => undefined,
    secret: botToken,
  };
}
