import { troubleOf } from '../delivery/errors.ts';

/** The bot cannot start with these tokens; the message says which and where to get another. Trying again does not help. */
export class SlackStartError extends Error {
  override readonly name = 'SlackStartError';
}

const places = {
  SLACK_BOT_TOKEN: 'OAuth & Permissions > Bot User OAuth Token',
  SLACK_APP_TOKEN: 'Basic Information > App-Level Tokens (scope connections:write)',
} as const;

/** Slack's refusal of a token as a sentence that names the cure, or undefined when the error may pass. */
export function startErrorOf(error: unknown, variable: keyof typeof places): SlackStartError | undefined {
  const trouble = troubleOf(error);
  if (trouble === undefined || trouble.again === 'later') return undefined;
  const isToken = trouble.means === 'workspace' || trouble.means === 'permission';
  const cure = isToken
    ? `Copy it anew from your app at api.slack.com/apps: ${places[variable]}. ${trouble.operator}`
    : trouble.operator;
  return new SlackStartError(`Slack does not accept ${variable} (${trouble.code}). ${cure}`, { cause: error });
}
