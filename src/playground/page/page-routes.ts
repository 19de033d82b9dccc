import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from '../stand-in/server.ts';
import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';
import { type Act, parseAct, perform } from './acts.ts';
import { streamUpdates } from './live-updates.ts';
import type { Job } from './page-conversation.ts';
import { renderPage } from './page-shell.ts';
import { pageFrom, viewpointOf } from './page-view.ts';
import { readStylesheet } from './stylesheet.ts';

/** A job of the app that the visitor can run now. */
export interface RunnableJob extends Job {
  run(): Promise<void>;
}

export interface PlaygroundPageOptions {
  /** Whole messages to try, offered to a newcomer. */
  readonly suggestions: readonly string[];
  readonly jobs: readonly RunnableJob[];
}

/** The page, as the stand-in's hook wants it; it starts to answer when a stand-in is attached. */
export interface PlaygroundPage {
  readonly handle: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;
  attach(slack: SlackStandIn): void;
}

// Everything is served by this origin; nothing inline, nothing from elsewhere, no frames.
const securityHeaders = {
  'content-security-policy': "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

const clientFolder = new URL('client/', import.meta.url);

export function createPlaygroundPage({ suggestions, jobs }: PlaygroundPageOptions): PlaygroundPage {
  let slack: SlackStandIn | undefined;
  const offer = { suggestions, jobs };

  function send(response: ServerResponse, type: string, content: string): true {
    response.writeHead(200, { ...securityHeaders, 'content-type': `${type}; charset=utf-8` }).end(content);
    return true;
  }

  function sendScript(response: ServerResponse, name: string): boolean {
    const file = new URL(name, clientFolder);
    return existsSync(file) && send(response, 'text/javascript', readFileSync(file, 'utf8'));
  }

  function fail(response: ServerResponse, error: unknown): true {
    const shown = error instanceof Error ? error.message : String(error);
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ acknowledged: false, shown }));
    return true;
  }

  async function act(
    running: SlackStandIn,
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<true> {
    const body = await bodyOf(request, response);
    if (body === undefined) return true;
    try {
      const wanted: Act = parseAct(JSON.parse(body));
      return send(
        response,
        'application/json',
        JSON.stringify(await perform(running, url.searchParams.get('as') ?? '', wanted)),
      );
    } catch (error) {
      return fail(response, error);
    }
  }

  async function runJob(response: ServerResponse, id: string): Promise<true> {
    const job = jobs.find((one) => one.id === id);
    if (job === undefined) return fail(response, `There is no job "${id}".`);
    try {
      await job.run();
      return send(response, 'application/json', JSON.stringify({ acknowledged: true }));
    } catch (error) {
      return fail(response, error);
    }
  }

  return {
    attach(started) {
      slack = started;
    },
    async handle(request, response, url) {
      if (slack === undefined) return false;
      if (request.method === 'POST') {
        if (url.pathname === '/act') return act(slack, request, response, url);
        const [, job] = /^\/jobs\/([\w-]+)$/.exec(url.pathname) ?? [];
        return job === undefined ? false : runJob(response, job);
      }
      if (url.pathname === '/assets/style.css') return send(response, 'text/css', readStylesheet());
      // Names without slash or dot: nothing outside the client's folder can be asked for.
      const [, script] = /^\/assets\/([a-z-]+\.js)$/.exec(url.pathname) ?? [];
      if (script !== undefined) return sendScript(response, script);
      if (url.pathname === '/favicon.ico') {
        response.writeHead(204).end();
        return true;
      }
      const page = new URL(url.pathname === '/stream' ? (url.searchParams.get('page') ?? '/') : url, url);
      const view = viewpointOf(slack, page);
      if (view === undefined) return false;
      if (url.pathname === '/stream') {
        streamUpdates(response, slack, view, offer);
        return true;
      }
      return send(response, 'text/html', renderPage(pageFrom(slack, view, offer)));
    },
  };
}
