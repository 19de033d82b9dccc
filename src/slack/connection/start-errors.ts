import { WebAPIPlatformError } from '@slack/web-api';

/** The bot cannot start with these tokens; the message says which and where to get another. Trying again does not help. */
export class SlackStartError extends Error {
  override readonly name = 'SlackStartError';
}

const badTokenCodes: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'no_permission',
  'missing_scope',
]);

/** Slack's refusal of a token as a sentence that names the cure, or undefined when the error may pass. */
export function startErrorOf(
  error: unknown,
  variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN',
): SlackStartError | undefined {
  if (!(error instanceof WebAPIPlatformError) || !badTokenCodes.has(error.data.error)) return undefined;
  const where =
    variable === 'SLACK_BOT_TOKEN'
      ? 'OAuth & Permissions > Bot User OAuth Token'
      : 'Basic Information > App-Level Tokens (scope connections:write)';
  return new SlackStartError(
    `Slack does not accept ${variable} (${error.data.error}). Copy it anew from your app at api.slack.com/apps: ${where}.`,
    { cause: error },
  );
}
