import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Workspaces } from '../../installations/workspaces.ts';

export const removalEvents = ['app_uninstalled', 'tokens_revoked'] as const;

/** A workspace, or an organisation, took the app away: its token is worth nothing any more, and is not kept. */
export function createForgetWorkspace({ forget }: Pick<Workspaces, 'forget'>) {
  return async ({
    event,
    context,
  }: SlackEventMiddlewareArgs<(typeof removalEvents)[number]> & AllMiddlewareArgs): Promise<void> => {
    // Tokens of people alone may be revoked; the bot has none.
    if (event.type === 'tokens_revoked' && (event.tokens.bot ?? []).length === 0) return;
    const id = context.isEnterpriseInstall ? context.enterpriseId : context.teamId;
    if (id !== undefined) await forget(id);
  };
}
