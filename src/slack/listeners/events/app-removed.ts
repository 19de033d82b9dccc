import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Forget } from '../../../store/forget.ts';
import type { Workspaces } from '../../installations/workspaces.ts';

export const removalEvents = ['app_uninstalled', 'tokens_revoked'] as const;

export interface ForgetDependencies extends Pick<Workspaces, 'forget'> {
  readonly reading: { readonly forget: Pick<Forget, 'workspace'> };
  readonly logger: Logger;
}

/** A workspace, or an organisation, took the app away: its token is worth nothing any more, and nothing of it is kept. */
export function createForgetWorkspace({ forget, reading, logger }: ForgetDependencies) {
  return async ({
    event,
    context,
  }: SlackEventMiddlewareArgs<(typeof removalEvents)[number]> & AllMiddlewareArgs): Promise<void> => {
    // Tokens of people alone may be revoked; the bot has none.
    if (event.type === 'tokens_revoked' && (event.tokens.bot ?? []).length === 0) return;
    const id = context.isEnterpriseInstall ? context.enterpriseId : context.teamId;
    if (id === undefined) return;
    await reading.forget.workspace(id);
    logger.warn({ installation: id }, 'The app was removed: all that was kept of the workspace is deleted');
    await forget(id);
  };
}
