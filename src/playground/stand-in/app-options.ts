/** What Slack knows about the installed app, as its manifest would say. */
export interface AppOptions {
  name: string;
  botName: string;
  commands: AppCommand[];
  shortcuts: AppShortcut[];
  /** Bot token scopes. Methods and events that need another one are refused or not sent. */
  scopes: string[];
  /** Subscribed bot events by manifest name, such as `message.im`. Default: every event that the scopes allow. */
  events?: string[];
  /** Manifest `features.unfurl_domains`: links to these, and to what stands under them, are told to the app. Default: none. */
  unfurlDomains?: string[];
  /** Manifest `features.agent_view`: prompts above the direct message with the bot, and a status in its threads. Default: false. */
  isAgent?: boolean;
}

interface AppCommand {
  /** With the slash. */
  command: string;
  description: string;
  usageHint: string;
  /** Manifest `should_escape`: typed @names, #channels and links arrive as `<@U…>`, `<#C…>`, `<https://…>`. Default false. */
  shouldEscape?: boolean;
}

export interface AppShortcut {
  name: string;
  callbackId: string;
}

/** An app without commands that may do everything the stand-in models, for tests that do not care. */
export function anApp(): AppOptions {
  return {
    name: 'Test app',
    botName: 'testbot',
    commands: [],
    shortcuts: [],
    scopes: [
      ...['app_mentions:read', 'chat:write', 'commands', 'users:read'],
      ...['channels:history', 'channels:read', 'groups:history', 'groups:read'],
      ...['im:history', 'im:read', 'im:write', 'links:read', 'links:write', 'reactions:read', 'reactions:write'],
      'files:write',
    ],
  };
}
