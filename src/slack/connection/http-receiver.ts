import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  type App,
  type CustomRoute,
  defaultBodyLimit,
  HTTPResponseAck,
  HTTPModuleFunctions as http,
  type Logger,
  type Receiver,
} from '@slack/bolt';
import { answerHealth } from './health-server.ts';
import { isRecord } from './is-record.ts';

export interface HttpReceiverOptions {
  readonly signingSecret: string;
  /** Path of Slack's requests. */
  readonly endpoint: string;
  readonly port: number | undefined;
  /** Served beside them. */
  readonly routes: readonly CustomRoute[];
  readonly logger: Logger;
}

/** A request that came in half is waited for no longer than Slack waits for its acknowledgement. */
const lastRequestsMs = 3_000;

/** Slack's: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const clockSkewSeconds = 300;

/** Bolt's own default. */
const usualPort = 3_000;

/**
 * Slack's signed requests, read by Bolt's functions, and health checks. Bolt's HTTPReceiver (5.1.0) would do, but for what it leaves
 * uncaught: it reads fields of a signed body that is `null`, parses addresses such as `//`, and calls routes of ours where nobody
 * waits for them; each ended the process. And it stops only when the last connection is gone, also one that never sent a byte.
 */
export function createHttpReceiver({ signingSecret, endpoint, port, routes, logger }: HttpReceiverOptions): Receiver {
  let app: App | undefined;
  const inFlight = new Set<ServerResponse>();

  async function verified(request: IncomingMessage) {
    // Bolt (5.1.0) refuses old requests alone: one signed for next week could be sent again and again until then.
    if (Number(request.headers['x-slack-request-timestamp']) > Date.now() / 1_000 + clockSkewSeconds) return 401;
    try {
      return await http.parseAndVerifyHTTPRequest({ signingSecret, bodyLimit: defaultBodyLimit, logger }, request);
    } catch (error) {
      logger.warn('Request refused: it is not Slack’s', error);
      return http.isRawBodyError(error) && error.statusCode === 413 ? 413 : 401;
    }
  }

  function bodyOf(request: Parameters<typeof http.parseHTTPRequestBody>[0]): Record<string, unknown> | undefined {
    try {
      const body: unknown = http.parseHTTPRequestBody(request);
      return isRecord(body) ? body : undefined;
    } catch {
      return undefined;
    }
  }

  async function takeDelivery(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const httpRequest = await verified(request);
    if (typeof httpRequest === 'number') return http.buildNoBodyResponse(response, httpRequest);
    const body = bodyOf(httpRequest);
    if (body === undefined) return http.buildNoBodyResponse(response, 400);
    if (body['ssl_check'] === '1') return http.buildSSLCheckResponse(response);
    if (body['type'] === 'url_verification') return http.buildUrlVerificationResponse(response, body);
    const ack = new HTTPResponseAck({
      ...{ logger, httpRequest, httpRequestBody: body, httpResponse: response },
      processBeforeResponse: false,
    });
    try {
      const retryNum = http.extractRetryNumFromHTTPRequest(request);
      const retryReason = http.extractRetryReasonFromHTTPRequest(request);
      const retry = { ...(retryNum !== undefined && { retryNum }), ...(retryReason !== undefined && { retryReason }) };
      await app?.processEvent({ body, ack: ack.bind(), ...retry });
    } catch (error) {
      ack.ack(); // Only stops its clock.
      throw error;
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    inFlight.add(response);
    response.once('close', () => inFlight.delete(response));
    try {
      const [path] = (request.url ?? '').split('?');
      if (path === endpoint && request.method === 'POST') await takeDelivery(request, response);
      else if (!(await answerHealth(routes, request, response))) response.writeHead(404).end();
    } catch (error) {
      logger.error('Request failed', error);
      if (!response.headersSent) response.writeHead(500).end();
    }
  }

  const server = createServer((request, response) => void answer(request, response));

  return {
    init(initialised) {
      app = initialised;
    },
    async start() {
      server.listen(port ?? usualPort);
      await once(server, 'listening');
      server.on('error', (error) => logger.error('HTTP server', error));
      return server;
    },
    async stop() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      const timer = setTimeout(() => server.closeAllConnections(), lastRequestsMs);
      await Promise.race([closed, Promise.all([...inFlight].map((response) => once(response, 'close')))]);
      clearTimeout(timer);
      server.closeAllConnections();
      await closed;
    },
  };
}
