import type { IncomingMessage, ServerResponse } from 'node:http';
import { createAgentView } from './agent-view.ts';
import { type AppOptions, anApp } from './app-options.ts';
import { createChanges } from './changes.ts';
import { type Clock, createRealClock } from './clock.ts';
import { createComposerLinks } from './composer-links.ts';
import { createDelivery, type Delivery, type DeliveryOutcome, type Transport } from './delivery.ts';
import { createEvents, type FirstEvent } from './events.ts';
import { createFaultQueue, type Faults } from './faults.ts';
import { createFiles } from './files.ts';
import { createIds } from './ids.ts';
import type { Internals } from './internals.ts';
import { createMessageContents } from './message-content.ts';
import { createMessages } from './messages.ts';
import { createPlaces } from './people/places.ts';
import { createSlackbot } from './people/slackbot.ts';
import { createPeople, type People } from './people.ts';
import { createPosting } from './posting.ts';
import { createRateLimits } from './rate-limits.ts';
import { createResponseUrls } from './response-url.ts';
import { listen } from './server.ts';
import { createSlackRoutes } from './slack-routes.ts';
import { createSocketMode } from './socket-mode.ts';
import { appToken, botToken, createTokens, signingSecret } from './tokens.ts';
import { createTraffic, type Traffic } from './traffic.ts';
import { createTriggers } from './triggers.ts';
import { createUntil, type Until } from './until.ts';
import { createViews } from './views.ts';
import { createAccess } from './web-api/access.ts';
import { createWebApi } from './web-api/web-api.ts';
import { appId, botId, botUserId, createWorkspace, teamId } from './workspace.ts';
import { createWorkspaceReader, type WorkspaceReader } from './workspace-reader.ts';

export interface SlackStandInOptions {
  /** TCP port on 127.0.0.1. Default 0: any free one. */
  port?: number;
  clock?: Clock;
  /** How the app hears of things. Default: over Socket Mode. */
  transport?: (parts: { clock: Clock }) => Transport;
  /** chat.postMessage per channel. Default {rate: 1, burst: 1}, Slack's documented pace. */
  messagesPerSecond?: { rate: number; burst: number };
  /** Public channels beside the usual ones, each with the bot in it: "C0000", "C0001" and so on. Default 0. */
  moreChannels?: number;
  /** The language of everyone and every channel. Default "en-US". */
  locale?: string;
  /** Handles of people who are guests in the workspace. Default: nobody. */
  guests?: readonly string[];
  /** Which event comes first where a mention brings two; Slack promises no order. Default message. */
  firstEvent?: FirstEvent;
  /** Default: an app without commands and with every scope. */
  app?: AppOptions;
  /** Serves every request that is not Slack's own, on the same port. False: the stand-in answers 404. */
  page?: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean> | boolean;
}

export interface SlackStandIn {
  url: string;
  apiUrl: string;
  appToken: string;
  botToken: string;
  signingSecret: string;
  teamId: string;
  appId: string;
  botUserId: string;
  botId: string;
  app: AppOptions;
  workspace: WorkspaceReader;
  people: People;
  faults: Faults;
  traffic: Traffic;
  until: Until;
  /** Calls `listener` soon after anything changed: a message, a view, a socket, a line of traffic. */
  onChange(listener: () => void): () => void;
  redeliver: Delivery['redeliver'];
  givenUp: Delivery['givenUp'];
  /** A command or an interaction as it stands, whatever it says: what no person here could send. */
  deliver: Delivery['request'];
  /** Somebody removes the app; the app hears of it. */
  uninstall(): Promise<DeliveryOutcome[]>;
  /** Socket Mode: any text as a frame, on every open socket. */
  sendFrame(frame: string): void;
  /** How many Socket Mode connections are open. */
  connections(): number;
  stop(): Promise<void>;
}

/** Slack for one app in one small workspace, on this machine. */
export async function startSlackStandIn(options: SlackStandInOptions = {}): Promise<SlackStandIn> {
  const { app = anApp(), clock = createRealClock(), firstEvent = 'message', page = () => false } = options;
  let origin = '';
  const url = () => origin;

  const changes = createChanges();
  const ids = createIds({ clock });
  const traffic = createTraffic({ clock, changes });
  const faults = createFaultQueue({ traffic });
  const tokens = createTokens();
  const workspace = createWorkspace({ ...options, app, changes });
  const contents = createMessageContents();
  const messages = createMessages({ app, ids, changes });
  const views = createViews({ ids, changes });
  const socketMode = createSocketMode({ ids, traffic });
  const transport = options.transport?.({ clock }) ?? socketMode;
  const delivery = createDelivery({ transport, clock, ids, faults, traffic });
  const composerLinks = createComposerLinks({ ids });
  const events = createEvents({ app, firstEvent, workspace, views, delivery, composerLinks, ids });
  const posting = createPosting({ messages, events });

  const internals: Internals = {
    ...{ app, composerLinks, contents, delivery, events, ids, messages, posting, traffic, url, views, workspace },
    access: createAccess({ app, workspace, messages }),
    agentView: createAgentView({ changes, clock }),
    files: createFiles({ url, ids }),
    openConnection: () => `${origin.replace('http', 'ws')}/socket?${socketMode.issueTicket()}`,
    places: createPlaces({ workspace, messages }),
    rateLimits: createRateLimits({ clock, pace: options.messagesPerSecond }),
    responseUrls: createResponseUrls({ url, clock, ids, messages, posting, contents, traffic }),
    slackbot: createSlackbot({ workspace, messages, events }),
    triggers: createTriggers({ clock, ids }),
  };
  const { server, port } = await listen(options.port ?? 0, {
    ...createSlackRoutes(createWebApi(internals, tokens), internals, { faults, clock }),
    page,
    socket: socketMode.accept,
    failed: (error) => traffic.add({ kind: 'problem', text: `The stand-in failed: ${String(error)}` }),
  });
  origin = `http://127.0.0.1:${port}`;

  return {
    url: origin,
    apiUrl: `${origin}/api/`,
    ...{ appToken, botToken, signingSecret, teamId, appId, botUserId, botId, app, traffic },
    people: createPeople(internals),
    workspace: createWorkspaceReader(internals),
    faults: {
      ...faults,
      disconnectSockets: (reason = 'refresh_requested') => socketMode.disconnect(reason),
      dropSockets: socketMode.drop,
      revokeToken: (error = 'token_revoked') => tokens.revoke(error),
      restoreToken: tokens.restore,
      refuseBlocks: (...types) => contents.refuse(types),
      kickBot(name) {
        const channel = workspace.channel(name);
        if (!channel) throw new Error(`There is no channel "${name}".`);
        workspace.leave(channel, botUserId);
      },
    },
    until: createUntil({ changes, traffic }),
    onChange: changes.subscribe,
    redeliver: delivery.redeliver,
    givenUp: delivery.givenUp,
    deliver: delivery.request,
    uninstall: events.uninstalled,
    sendFrame: socketMode.sendFrame,
    connections: socketMode.connections,
    async stop() {
      delivery.forget();
      await socketMode.stop();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
