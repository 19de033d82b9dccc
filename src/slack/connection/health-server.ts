import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { CustomRoute } from '@slack/bolt';

/** A server for the health routes alone: always in Socket Mode, and in HTTP mode until Slack's own server takes the port. */
export interface HealthServer {
  /** @throws the system's error when the port cannot be had */
  open(): Promise<void>;
  close(): Promise<void>;
}

const ownAddress = /^(?:127\.|::1$|::ffff:127\.)/;

/** True for `localhost` in every form. */
export function isThisMachine(address: string): boolean {
  return ownAddress.test(address);
}

/** Asked by a program of this machine for itself: what a proxy brings comes from elsewhere, and says so. */
export function isAskedHere({ socket, headers }: IncomingMessage): boolean {
  const isBrought = ['forwarded', 'x-forwarded-for', 'via'].some((name) => headers[name] !== undefined);
  return !isBrought && isThisMachine(socket.remoteAddress ?? '');
}

/** Answers a request for one of the routes; false, and nothing done, for every other. */
export async function answerHealth(
  routes: readonly CustomRoute[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  // Not parsed: anybody may ask for `//` or `http://[`, which is no address.
  const [asked] = (request.url ?? '').split('?');
  const route = routes.find(({ path }) => path === asked);
  if (route === undefined || request.method !== 'GET') return false;
  try {
    await route.handler(Object.assign(request, { params: {} }), response);
  } catch {
    // The store went away between two questions to it.
    if (!response.headersSent) response.writeHead(503).end();
  }
  return true;
}

/** @param host the address to listen on; undefined: all of the machine */
export function createHealthServer(
  { port, host }: { readonly port: number; readonly host: string | undefined },
  routes: readonly CustomRoute[],
): HealthServer {
  const server = createServer(async (request, response) => {
    if (!(await answerHealth(routes, request, response))) response.writeHead(404).end();
  });
  return {
    async open() {
      server.listen({ port, ...(host !== undefined && { host }) });
      await once(server, 'listening');
    },
    async close() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
