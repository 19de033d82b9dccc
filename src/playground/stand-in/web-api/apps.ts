import type { Internals } from '../internals.ts';
import { appId, botId, botUserId, teamId, teamName } from '../workspace.ts';
import { type Methods, method } from './method.ts';

/** Who am I, how do I connect. */
export function createAppsMethods({ workspace, url, openConnection }: Internals): Methods {
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
