import { App, type CustomRoute } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Monitoring } from '../../status/monitoring.ts';
import { causeOf } from '../delivery/errors.ts';
import type { Sleep } from '../delivery/rate-limit.ts';
import type { Workspaces } from '../installations/workspaces.ts';
import type { WorkInFlight } from '../intake/work-in-flight.ts';
import { createBoltLogger } from './bolt-logger.ts';
import { createHealthRoutes } from './health-routes.ts';
import { createHealthServer, isThisMachine } from './health-server.ts';
import { createReceiver, type Transport } from './receiver.ts';
import { startErrorOf } from './start-errors.ts';
import { createTimedFetch, type OnCall } from './timed-fetch.ts';

export interface OpenAppOptions {
  readonly workspaces: Workspaces;
  readonly transport: Transport;
  /** With a slash at the end. */
  readonly slackApiUrl: string;
  /** Port of the health routes and, in HTTP mode, of Slack's requests; undefined: none in Socket Mode. */
  readonly port: number | undefined;
  /** Who reaches the figures, see METRICS_HOST; by default this machine alone. */
  readonly metricsHost?: string;
  readonly clientOptions: () => WebClientOptions;
  readonly monitoring: Monitoring;
  readonly logger: Logger;
  readonly sleep: Sleep;
}

/** What runs beside the requests, once the bot is connected. */
export interface Background {
  start(): void;
  stop(): Promise<void>;
}

export interface SlackApp {
  /** Health checks, metrics and pages, for a server that is not the app's own. */
  readonly routes: readonly CustomRoute[];
  /**
   * Signs in and connects; while Slack cannot be reached it goes on trying.
   *
   * @throws SlackStartError when Slack refuses a token
   */
  start(): Promise<void>;
  /** Takes no more requests and resolves when those in flight are answered. */
  stop(): Promise<void>;
}

/** Waits between attempts to sign in while Slack is down: 1 s doubling to half a minute. */
const firstRetryMs = 1_000;
const longestRetryMs = 30_000;

/**
 * Posts are never repeated by the client: after a time-out nobody knows whether Slack took them (see rate-limit.ts for 429). A new
 * object for each client, since Socket Mode writes into the one it is given.
 */
export function clientOptionsFor(slackApiUrl: string, timeoutMs: number, onCall?: OnCall): WebClientOptions {
  return {
    slackApiUrl,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: createTimedFetch(timeoutMs, onCall),
  };
}

/** Bolt's app over its connection to Slack, and how it is started and stopped. */
export function openApp({
  workspaces,
  transport,
  slackApiUrl,
  port,
  metricsHost = '127.0.0.1',
  clientOptions,
  monitoring,
  logger,
  sleep,
}: OpenAppOptions): { readonly app: App; run(background: readonly Background[], work: WorkInFlight): SlackApp } {
  let state: 'new' | 'ready' | 'stopping' = 'new';
  let hasStarted = false;
  const isReady = (): boolean => state === 'ready' && receiver.isConnected();
  const metricsAreOpen = !isThisMachine(metricsHost);
  const routes = [
    ...createHealthRoutes(isReady, monitoring, { metricsAreOpen, isForMany: workspaces.isForMany }),
    ...workspaces.routes,
  ];
  // In HTTP mode Slack comes to this port, from everywhere.
  const host = transport.mode === 'http' ? undefined : metricsHost;
  const health = port === undefined ? undefined : createHealthServer({ port, host }, routes);
  const receiver = createReceiver({ transport, slackApiUrl, port, routes, logger });
  const app = new App({
    receiver,
    authorize: workspaces.authorize,
    deferInitialization: true,
    // Nothing here keeps anything in it, and Bolt (5.1.0) throws an error for each event to learn so.
    convoStore: false,
    extendedErrorHandler: true,
    logger: createBoltLogger(logger),
    clientOptions: clientOptions(),
  });

  async function signIn(): Promise<void> {
    await app.init();
    for (let pauseMs = firstRetryMs; state === 'new'; pauseMs = Math.min(pauseMs * 2, longestRetryMs)) {
      try {
        await workspaces.signIn();
        return;
      } catch (error) {
        const refusal = startErrorOf(error, 'SLACK_BOT_TOKEN');
        if (refusal !== undefined) throw refusal;
        logger.warn({ err: error, ...causeOf(error), pauseMs }, 'Slack is not answering, trying again');
        await sleep(pauseMs);
      }
    }
  }

  return {
    app,
    run: (background, work) => ({
      routes,
      async start() {
        await health?.open();
        await signIn();
        if (state !== 'new') return;
        // Slack's requests come to the same port.
        if (transport.mode === 'http') await health?.close();
        hasStarted = true;
        await (port === undefined ? app.start() : app.start(port));
        if (state !== 'new') return;
        state = 'ready';
        for (const one of background) one.start();
      },
      async stop() {
        state = 'stopping';
        await Promise.all(background.map((one) => one.stop()));
        // Bolt refuses to stop what was never started.
        if (hasStarted) await app.stop();
        await work.idle();
        await health?.close();
      },
    }),
  };
}
