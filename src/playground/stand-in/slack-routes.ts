import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from './clock.ts';
import type { Fault, FaultQueue } from './faults.ts';
import type { Internals } from './internals.ts';
import { bodyOf, plain, type Routes } from './server.ts';
import { rateLimited, type WebApi } from './web-api/web-api.ts';

interface HttpAnswer {
  status: number;
  headers?: Record<string, string>;
  body: Record<string, unknown>;
}

/** HTTP on the outside of the Web API and of response_urls, and the faults injected there. */
export function createSlackRoutes(
  webApi: WebApi,
  { responseUrls, files }: Internals,
  { faults, clock }: { faults: FaultQueue; clock: Clock },
): Pick<Routes, 'api' | 'respond' | 'upload' | 'file'> {
  async function answer(on: string, response: ServerResponse, work: () => HttpAnswer): Promise<void> {
    const fault = faults.take(on);
    if (!fault) return send(response, work());
    if (fault.after) work();
    await misanswer(fault, response, work);
  }

  async function misanswer(fault: Required<Fault>, response: ServerResponse, work: () => HttpAnswer): Promise<void> {
    switch (fault.kind) {
      case '429':
        return send(response, rateLimited(fault.retryAfterSeconds));
      case '500':
        return send(response, { status: 500, body: { ok: false, error: 'internal_error' } });
      case 'refused':
        // The Web API refuses with 200, a response_url with 404.
        return send(response, {
          status: fault.on === 'response_url' ? 404 : 200,
          body: { ok: false, error: fault.error },
        });
      case 'slow':
        await new Promise<void>((resume) => clock.after(fault.delayMs, resume));
        return send(response, work());
      case 'drop':
        response.destroy();
        return;
      case 'badjson':
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":tru');
        return;
      case 'html':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Something went wrong</body></html>');
        return;
      case 'odd': {
        const { status = 200, headers = {}, body = '' } = fault.answer;
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
        return;
      }
      default: // hang: no answer until the client gives up.
    }
  }

  return {
    async api(method, request, response) {
      const body = await bodyOf(request, response);
      if (body === undefined) return;
      const given = argumentsOf(request, body);
      const token = tokenOf(request, given);
      await answer(method, response, () => webApi(method, token, given));
    },
    async respond(id, request, response) {
      const body = await bodyOf(request, response);
      if (body === undefined) return;
      await answer('response_url', response, () => responseUrls.use(id, parsed(body)));
    },
    async upload(id, request, response) {
      const body = await bodyOf(request, response);
      if (body === undefined) return;
      await answer('upload_url', response, () => {
        const isTaken = files.upload(id, Buffer.from(body));
        return { status: isTaken ? 200 : 400, body: { ok: isTaken } };
      });
    },
    file(id, response) {
      const file = files.read(id);
      if (!file) return plain(response, 404, 'There is no such file.');
      const name = encodeURIComponent(file.name);
      response.writeHead(200, {
        ...{ 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
      });
      response.end(file.content);
    },
  };
}

function send(response: ServerResponse, { status, headers = {}, body }: HttpAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

/** docs, Web API: arguments as query, form, or JSON. */
function argumentsOf({ url = '', headers }: IncomingMessage, body: string): Record<string, unknown> {
  const query = Object.fromEntries(new URL(url, 'http://localhost').searchParams);
  if (!headers['content-type']?.startsWith('application/json')) {
    return { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
  }
  const json = parsed(body);
  const given = typeof json === 'object' && json !== null ? Object.entries(json) : [];
  return { ...query, ...Object.fromEntries(given.filter(([, value]) => value !== null)) };
}

function tokenOf({ headers }: IncomingMessage, given: Record<string, unknown>): string | undefined {
  const token = headers.authorization?.replace(/^Bearer\s+/i, '') ?? given['token'];
  return typeof token === 'string' ? token : undefined;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
