import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { maxBodyBytes } from './limits.ts';

export interface Routes {
  /** Slack's Web API. */
  api(method: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
  respond(id: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** A file on its way into Slack. */
  upload(id: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** One that people see. */
  file(id: string, response: ServerResponse): void;
  page(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> | boolean;
  socket(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void;
  failed(error: unknown): void;
}

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** An HTTP server that only this machine, and no foreign web page in its browsers, can talk to. */
export async function listen(port: number, routes: Routes): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    if (!isLocal(request)) return void plain(response, 403, 'Only for this machine, and for its own page.');
    route(request, response, routes).catch((error: unknown) => {
      routes.failed(error);
      if (!response.headersSent) plain(response, 500, 'The stand-in itself failed; see its traffic.');
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (!isLocal(request)) return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    routes.socket(request, socket, head, urlOf(request));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : port };
}

/**
 * The Host check keeps out pages that renamed their own domain to 127.0.0.1 (DNS rebinding), the Origin check pages
 * that simply POST here.
 */
function isLocal({ headers }: IncomingMessage): boolean {
  const { host = '', origin } = headers;
  if (!loopbackNames.has(host.replace(/:\d+$/, ''))) return false;
  return origin === undefined || origin === `http://${host}`;
}

function urlOf({ url = '/', headers }: IncomingMessage): URL {
  return new URL(url, `http://${headers.host}`);
}

async function route(request: IncomingMessage, response: ServerResponse, routes: Routes): Promise<void> {
  const url = urlOf(request);
  const [, area, name = ''] = /^\/(api|response|upload|files)\/([\w.]+)$/.exec(url.pathname) ?? [];
  if (area === 'api') return routes.api(name, request, response);
  if (area === 'response' && request.method === 'POST') return routes.respond(name, request, response);
  if (area === 'upload' && request.method === 'POST') return routes.upload(name, request, response);
  if (area === 'files') return routes.file(name, response);
  if (await routes.page(request, response, url)) return;
  plain(response, 404, 'Not found.');
}

export function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
}

/** The whole body as text; undefined, and 413 sent, when it is too big. */
export async function bodyOf(request: IncomingMessage, response: ServerResponse): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBodyBytes) {
      plain(response, 413, `More than ${maxBodyBytes} bytes.`);
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
