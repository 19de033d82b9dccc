import { z } from 'zod';
import { checkBlocks } from '../block-kit/block-rules.ts';
import { checkView } from '../block-kit/view-rules.ts';
import { appId, botId, botUserId, teamDomain, teamId, teamName, type Workspace } from '../workspace.ts';
import { json, type Methods, method } from './method.ts';
import { Refusal } from './refusal.ts';

export interface AppsParts {
  workspace: Workspace;
  url: () => string;
  /** A fresh ws:// address for one connection. */
  openConnection: () => string;
}

const messageShape = z.looseObject({ blocks: z.unknown().optional() });

/** Who am I, where am I, how do I connect, is this valid. */
export function createAppsMethods({ workspace, url, openConnection }: AppsParts): Methods {
  return {
    'api.test': method({ token: 'none', parameters: {}, run: () => undefined }),

    'apps.connections.open': method({ token: 'app', parameters: {}, run: () => ({ url: openConnection() }) }),

    'auth.test': method({
      parameters: {},
      run() {
        const user = workspace.person(botUserId)?.name;
        const names = { url: `${url()}/`, team: teamName, user, is_enterprise_install: false };
        return { ...names, team_id: teamId, user_id: botUserId, bot_id: botId, app_id: appId };
      },
    }),

    'team.info': method({
      scopes: ['team:read'],
      parameters: {},
      run: () => ({ team: { id: teamId, name: teamName, domain: teamDomain, url: `${url()}/`, icon: {} } }),
    }),

    'blocks.validate': method({
      parameters: { blocks: json, message: json, view: json },
      run({ blocks, message, view }) {
        if (view !== undefined) return refuseProblems(checkView(view));
        const inMessage = messageShape.safeParse(message);
        const given = blocks ?? (inMessage.success ? inMessage.data.blocks : undefined);
        if (given === undefined) throw new Refusal('invalid_arguments');
        return refuseProblems(checkBlocks(given, 'message'));
      },
    }),
  };
}

/** types, BlocksValidateResponse: unlike elsewhere, each error is an object. */
function refuseProblems(checked: { ok: true } | { ok: false; problems: string[] }): undefined {
  if (checked.ok) return;
  const errors = checked.problems.map((problem) => {
    const [message = problem, pointer = ''] = problem.split(/ \[json-pointer:|\]$/);
    return { message, pointer };
  });
  const messages = checked.problems.map((problem) => `[ERROR] ${problem}`);
  throw new Refusal('invalid_blocks', { errors, response_metadata: { messages } });
}
