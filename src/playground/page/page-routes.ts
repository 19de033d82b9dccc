import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ActOutcome } from '../stand-in/people/actor.ts';
import { bodyOf } from '../stand-in/server.ts';
import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';
import { perform } from './acts.ts';
import { markupOf } from './html.ts';
import { createJobBoard, type RunnableJob } from './job-board.ts';
import { streamUpdates } from './live-updates.ts';
import { createLookups } from './lookup.ts';
import { renderPage } from './page-shell.ts';
import type { PageSources } from './page-sources.ts';
import { renderTrafficLine, trafficBody } from './page-traffic.ts';
import { readStylesheet } from './stylesheet.ts';
import { createUnread } from './unread.ts';
import { viewpointOf } from './viewpoint.ts';

export interface PlaygroundPageOptions {
  /** Whole messages to try, offered to a newcomer. */
  readonly suggestions: readonly string[];
  readonly jobs: readonly RunnableJob[];
}

/** The page, as the stand-in's hook wants it; it starts to answer when a stand-in is attached. */
interface PlaygroundPage {
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

/** Lines of traffic given at once. Who opens the panel later than that wants the newest. */
const maxTrafficLines = 200;

export function createPlaygroundPage({ suggestions, jobs }: PlaygroundPageOptions): PlaygroundPage {
  let sources: PageSources | undefined;

  function send(response: ServerResponse, type: string, content: string): true {
    response.writeHead(200, { ...securityHeaders, 'content-type': `${type}; charset=utf-8` }).end(content);
    return true;
  }

  function sendScript(response: ServerResponse, name: string): boolean {
    const file = new URL(name, clientFolder);
    return existsSync(file) && send(response, 'text/javascript', readFileSync(file, 'utf8'));
  }

  /** What cannot be done is an ordinary answer, to be read on the page and not in the browser's console. */
  async function sendOutcome(response: ServerResponse, work: () => Promise<ActOutcome>): Promise<true> {
    const refused = (error: unknown): ActOutcome => {
      return { acknowledged: false, shown: error instanceof Error ? error.message : String(error) };
    };
    return send(response, 'application/json', JSON.stringify(await work().catch(refused)));
  }

  async function sendPost(
    { slack, jobs }: PageSources,
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<boolean> {
    const body = await bodyOf(request, response);
    if (body === undefined) return true;
    if (url.pathname === '/act') {
      const actingAs = url.searchParams.get('as') ?? '';
      return sendOutcome(response, async () => perform(slack, actingAs, JSON.parse(body)));
    }
    const [, jobId] = /^\/jobs\/([\w-]+)$/.exec(url.pathname) ?? [];
    if (jobId === undefined) return false;
    return sendOutcome(response, () => jobs.run(jobId));
  }

  /** The lines of the panel after one that the tab has; the body of one entry when it is opened. */
  function sendTraffic({ slack }: PageSources, response: ServerResponse, url: URL): boolean {
    const entries = slack.traffic.entries();
    const [, id] = /^\/traffic\/(\d+)$/.exec(url.pathname) ?? [];
    if (id !== undefined) {
      const entry = entries.find((one) => one.id === Number(id));
      return send(response, 'text/plain', entry === undefined ? 'No longer kept.' : trafficBody(entry));
    }
    if (url.pathname !== '/traffic') return false;
    const after = Number(url.searchParams.get('after'));
    const fresh = entries.filter((one) => one.id > after).slice(-maxTrafficLines);
    return send(response, 'text/html', markupOf(fresh.map(renderTrafficLine)));
  }

  function sendAsset(response: ServerResponse, path: string): boolean {
    if (path === '/assets/style.css') return send(response, 'text/css', readStylesheet());
    // Names without slash or dot: nothing outside the client's folder can be asked for.
    const [, script] = /^\/assets\/([a-z-]+\.js)$/.exec(path) ?? [];
    if (script !== undefined) return sendScript(response, script);
    if (path !== '/favicon.ico') return false;
    response.writeHead(204).end();
    return true;
  }

  /** The page at an address, or the stream that keeps it up to date. */
  function sendPage(from: PageSources, response: ServerResponse, url: URL): boolean {
    const isStream = url.pathname === '/stream';
    const view = viewpointOf(from.slack, isStream ? new URL(url.searchParams.get('page') ?? '/', url) : url);
    if (view === undefined) return false;
    if (view.place !== 'home') from.unread.look(view.actingAs, view.place);
    if (!isStream) return send(response, 'text/html', renderPage(from, view, suggestions));
    streamUpdates(response, from, view);
    return true;
  }

  return {
    attach(slack) {
      sources = { slack, lookupOf: createLookups(slack), unread: createUnread(slack), jobs: createJobBoard(jobs) };
    },
    async handle(request, response, url) {
      if (sources === undefined) return false;
      if (request.method === 'POST') return sendPost(sources, request, response, url);
      return (
        sendAsset(response, url.pathname) || sendTraffic(sources, response, url) || sendPage(sources, response, url)
      );
    },
  };
}
