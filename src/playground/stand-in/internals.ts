import type { AgentView } from './agent-view.ts';
import type { AppOptions } from './app-options.ts';
import type { ComposerLinks } from './composer-links.ts';
import type { Delivery } from './delivery.ts';
import type { Events } from './events.ts';
import type { Files } from './files.ts';
import type { Ids } from './ids.ts';
import type { MessageContents } from './message-content.ts';
import type { Messages } from './messages.ts';
import type { Places } from './people/places.ts';
import type { Slackbot } from './people/slackbot.ts';
import type { Posting } from './posting.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ResponseUrls } from './response-url.ts';
import type { TrafficLog } from './traffic.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views.ts';
import type { Access } from './web-api/access.ts';
import type { Workspace } from './workspace.ts';

/** What the stand-in is made of: the app acts on it through the Web API, people through their Slack. */
export interface Internals {
  access: Access;
  agentView: AgentView;
  app: AppOptions;
  composerLinks: ComposerLinks;
  contents: MessageContents;
  delivery: Delivery;
  events: Events;
  files: Files;
  ids: Ids;
  messages: Messages;
  /** A fresh ws:// address for one connection. */
  openConnection: () => string;
  places: Places;
  posting: Posting;
  rateLimits: RateLimits;
  responseUrls: ResponseUrls;
  slackbot: Slackbot;
  traffic: TrafficLog;
  triggers: Triggers;
  /** Where the stand-in serves. */
  url: () => string;
  views: Views;
  workspace: Workspace;
}
