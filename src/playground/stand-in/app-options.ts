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
  /** Domains whose links give `link_shared`, without sub-domains: `arxiv.org` also covers `export.arxiv.org`. */
  unfurlDomains?: string[];
}

export interface AppCommand {
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
  type: 'message' | 'global';
}

/** An app without commands that may do everything the stand-in models, for tests that do not care. */
export function anApp(): AppOptions {
  return {
    name: 'Test app',
    botName: 'testbot',
    commands: [],
    shortcuts: [],
    scopes: [
      ...['app_mentions:read', 'assistant:write', 'chat:write', 'commands', 'links:read', 'links:write', 'users:read'],
      ...['channels:history', 'channels:join', 'channels:manage', 'channels:read', 'groups:history', 'groups:read'],
      ...['groups:write', 'im:history', 'im:read', 'im:write', 'reactions:read', 'reactions:write', 'team:read'],
    ],
  };
}
