import { type CustomRoute, type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { guardSocket } from './guarded-socket.ts';
import { createHttpReceiver } from './http-receiver.ts';

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
  readonly logger: Logger;
}

/** Where Slack posts events, commands and interactions in HTTP mode; the README and manifest name it. */
export const slackEndpoint = '/slack/events';

/**
 * Bolt waits this long before it opens a new socket when Slack refreshes one, and for a pong. Its default of 5 s is a gap without
 * answers at every refresh; Slack's pongs come in well under a second.
 */
const socketPauseMs = 2_000;

export function createReceiver({ transport, slackApiUrl, port, routes, logger }: ReceiverOptions): Receiver {
  if (transport.mode === 'http') {
    return createHttpReceiver({
      signingSecret: transport.signingSecret,
      endpoint: slackEndpoint,
      port,
      routes,
      logger,
    });
  }
  const receiver = new SocketModeReceiver({
    appToken: transport.appToken,
    clientPingTimeout: socketPauseMs,
    logger,
    // An object of its own: Socket Mode writes retries of 100 into it, and needs them to survive an outage of Slack.
    installerOptions: { clientOptions: { slackApiUrl } },
  });
  guardSocket(receiver.client, logger);
  return receiver;
}
