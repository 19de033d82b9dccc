import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { CustomRoute } from '@slack/bolt';

/** A server for the health routes alone: always in Socket Mode, and in HTTP mode until Slack's own server takes the port. */
export interface HealthServer {
  /** @throws the system's error when the port cannot be had */
  open(): Promise<void>;
  close(): Promise<void>;
}

export function createHealthServer(port: number, routes: readonly CustomRoute[]): HealthServer {
  const answer: RequestListener = (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const route = routes.find(({ path }) => path === pathname);
    if (route === undefined || request.method !== 'GET') response.writeHead(404).end();
    else route.handler(Object.assign(request, { params: {} }), response);
  };
  const server = createServer(answer);
  return {
    async open() {
      server.listen(port);
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
