import { appId, botId, botUserId, teamId, teamName, type Workspace } from '../workspace.ts';
import { type Methods, method } from './method.ts';

export interface AppsParts {
  workspace: Workspace;
  url: () => string;
  /** A fresh ws:// address for one connection. */
  openConnection: () => string;
}

/** Who am I, how do I connect. */
export function createAppsMethods({ workspace, url, openConnection }: AppsParts): Methods {
  return {
    'apps.connections.open': method({ token: 'app', parameters: {}, run: () => ({ url: openConnection() }) }),

    'auth.test': method({
      parameters: {},
      run() {
        const user = workspace.person(botUserId)?.name;
        const names = { url: `${url()}/`, team: teamName, user, is_enterprise_install: false };
        return { ...names, team_id: teamId, user_id: botUserId, bot_id: botId, app_id: appId };
      },
    }),
  };
}
