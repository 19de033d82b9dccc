import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Forget } from '../../../store/forget.ts';
import type { Workspaces } from '../../installations/workspaces.ts';

export const removalEvents = ['app_uninstalled', 'tokens_revoked'] as const;

export interface ForgetDependencies extends Pick<Workspaces, 'forget' | 'isInstalledSince'> {
  readonly reading: { readonly forget: Pick<Forget, 'workspace'> };
  readonly logger: Logger;
}

/**
 * A workspace, or an organisation, took the app away: nothing of it is kept. A token that was only revoked is not kept either, but what
 * people set up waits until somebody installs the app again.
 */
export function createForgetWorkspace({ forget, isInstalledSince, reading, logger }: ForgetDependencies) {
  return async ({
    event,
    body,
    context,
  }: SlackEventMiddlewareArgs<(typeof removalEvents)[number]> & AllMiddlewareArgs): Promise<void> => {
    // Tokens of people alone may be revoked; the bot has none.
    if (event.type === 'tokens_revoked' && (event.tokens.bot ?? []).length === 0) return;
    const id = context.isEnterpriseInstall ? context.enterpriseId : context.teamId;
    if (id === undefined) return;
    // The event came late, and somebody has installed the app again.
    if (await isInstalledSince(id, body.event_time * 1_000)) return;
    if (event.type === 'app_uninstalled') {
      await reading.forget.workspace(id);
      logger.warn({ installation: id }, 'The app was removed: all that was kept of the workspace is deleted');
    }
    await forget(id);
  };
}
