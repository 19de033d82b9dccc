import type { Installations } from '../../store/installations.ts';
import { createManyWorkspaces, type ManyWorkspacesOptions, type OAuthSettings } from './many-workspaces.ts';
import { createOneWorkspace, type Workspaces } from './workspaces.ts';

/** The token of one workspace, or how workspaces install the app themselves. */
export type SlackAccess =
  | { readonly botToken: string }
  | { readonly oauth: OAuthSettings; readonly installations: Installations };

export function openWorkspaces(
  access: SlackAccess,
  parts: Omit<ManyWorkspacesOptions, 'oauth' | 'installations'>,
): Workspaces {
  return 'botToken' in access
    ? createOneWorkspace({ botToken: access.botToken, clientOptions: parts.clientOptions })
    : createManyWorkspaces({ ...access, ...parts });
}
