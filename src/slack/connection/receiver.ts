import { type CustomRoute, type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger as PinoLogger } from 'pino';
import { createBoltLogger } from './bolt-logger.ts';
import { guardSocket } from './guarded-socket.ts';
import { createHttpReceiver } from './http-receiver.ts';
import { createSocketConnection } from './socket-connection.ts';
import { createTimedFetch } from './timed-fetch.ts';

/** How Slack reaches the bot. */
export type Transport =
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string };

export interface ReceiverOptions {
  readonly transport: Transport;
  readonly slackApiUrl: string;
  /** Port of Slack's requests in HTTP mode. */
  readonly port: number | undefined;
  /** Served beside them. */
  readonly routes: CustomRoute[];
  readonly logger: PinoLogger;
}

export interface ConnectedReceiver extends Receiver {
  /** Slack's deliveries come in now. */
  isConnected(): boolean;
}

/** Where Slack posts events, commands and interactions in HTTP mode; the README and manifest name it. */
export const slackEndpoint = '/slack/events';

/** How long a pong may take; Slack's come in well under a second. */
const pongWithinMs = 2_000;
/** Slack says where to connect in well under a second. */
const openTimeoutMs = 4_000;

export function createReceiver({ transport, slackApiUrl, port, routes, logger }: ReceiverOptions): ConnectedReceiver {
  const boltLogger = createBoltLogger(logger);
  if (transport.mode === 'http') {
    const receiver = createHttpReceiver({
      signingSecret: transport.signingSecret,
      endpoint: slackEndpoint,
      port,
      routes,
      logger: boltLogger,
    });
    return Object.assign(receiver, { isConnected: () => true });
  }
  const receiver = new SocketModeReceiver({
    appToken: transport.appToken,
    clientPingTimeout: pongWithinMs,
    autoReconnectEnabled: false,
    logger: quiet(boltLogger),
    installerOptions: {
      clientOptions: {
        slackApiUrl,
        timeout: openTimeoutMs,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        fetch: createTimedFetch(openTimeoutMs),
      },
    },
  });
  guardSocket(receiver.client, boltLogger);
  const socket = createSocketConnection(receiver.client, logger);
  return {
    init: (app) => receiver.init(app),
    start: socket.start,
    stop: socket.stop,
    isConnected: socket.isConnected,
  };
}

/** What the client says of each try is detail: the connection itself tells of an outage once. */
function quiet(logger: Logger): Logger {
  return { ...logger, info: logger.debug, warn: logger.debug, error: logger.debug };
}
