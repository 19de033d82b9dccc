import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { feed, query } from './arxiv.ts';
import { dailyPapers, onePaper, searchPapers } from './daily-papers.ts';
import { newYorkDay, weekdayBefore } from './new-york.ts';
import { createPublished, type Published } from './published.ts';
import type { Reply } from './reply.ts';

export const faultKinds = ['down', 'rate-limited', 'web-page', 'cut', 'empty', 'hangs', 'stale'] as const;

/**
 * - down: 503; rate-limited: 429; web-page: 200 with HTML; cut: the answer breaks off; empty: nothing at all
 * - hangs: no answer, ever; stale: arXiv shows the papers of the weekday before
 */
export type FaultKind = (typeof faultKinds)[number];
export type StandInSource = 'hugging-face' | 'arxiv';

/** Plays Hugging Face Daily Papers and arXiv on one address, on this machine alone. It knows only their wire. */
export interface SourceStandIn {
  /** With a slash at the end. */
  readonly url: string;
  readonly now: () => number;
  readonly huggingFace: Published;
  readonly arxiv: Published;
  /** The next `times` answers of a source go wrong; without a number all of them, until healed. */
  fail(source: StandInSource, kind: FaultKind, times?: number): void;
  heal(source: StandInSource): void;
  /** Paths asked for so far. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

/** Answers what is not of a source; true when it did. */
export type Page = (
  standIn: SourceStandIn,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) => Promise<boolean>;

interface SourceStandInOptions {
  /** 0, the default: any that is free. */
  readonly port?: number;
  readonly now: () => number;
  readonly page?: Page;
}

function sourceOf({ pathname }: URL): StandInSource | undefined {
  if (pathname === '/api/daily_papers' || pathname.startsWith('/api/papers/')) return 'hugging-face';
  return pathname === '/api/query' || pathname.startsWith('/rss/') ? 'arxiv' : undefined;
}

export async function startSourceStandIn({ port = 0, now, page }: SourceStandInOptions): Promise<SourceStandIn> {
  const [huggingFace, arxiv] = [createPublished(), createPublished()];
  const faults = new Map<StandInSource, { kind: FaultKind; left: number }>();
  const requests: string[] = [];

  function takeFault(source: StandInSource): FaultKind | undefined {
    const fault = faults.get(source);
    if (fault === undefined) return undefined;
    fault.left -= 1;
    if (fault.left <= 0) faults.delete(source);
    return fault.kind;
  }

  function soundReply(url: URL, day: string): Reply {
    switch (url.pathname) {
      case '/api/daily_papers':
        return dailyPapers(url, huggingFace, now());
      case '/api/papers/search':
        return searchPapers(url, huggingFace);
      case '/api/query':
        return query(url, arxiv);
      default:
        if (url.pathname.startsWith('/api/papers/')) return onePaper(url, huggingFace);
        return feed(url, arxiv, day, now());
    }
  }

  function replyTo(url: URL, fault: FaultKind | undefined): Reply | undefined {
    const today = newYorkDay(now());
    switch (fault) {
      case 'down':
        return { status: 503, body: 'Service Unavailable' };
      case 'rate-limited':
        return { status: 429, body: 'Rate exceeded.', headers: { 'retry-after': '5' } };
      case 'web-page':
        return { status: 200, body: '<!doctype html><html><title>Access Denied</title></html>' };
      case 'cut': {
        const reply = soundReply(url, today);
        return { ...reply, body: reply.body.slice(0, reply.body.length / 2) };
      }
      case 'empty':
        return { status: 200, body: '' };
      case 'hangs':
        return undefined;
      case 'stale':
        return soundReply(url, weekdayBefore(today));
      default:
        return soundReply(url, today);
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
    const source = sourceOf(url);
    if (source === undefined) {
      if (!(await page?.(standIn, request, response, url))) response.writeHead(404).end('Not found.');
      return;
    }
    requests.push(`${url.pathname}${url.search}`);
    const reply = replyTo(url, takeFault(source));
    if (reply !== undefined) response.writeHead(reply.status, { ...reply.headers }).end(reply.body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const listening = typeof address === 'object' && address !== null ? address.port : port;
  const standIn: SourceStandIn = {
    ...{ url: `http://127.0.0.1:${listening}/`, now, huggingFace, arxiv, requests },
    fail: (source, kind, times = Number.POSITIVE_INFINITY) => void faults.set(source, { kind, left: times }),
    heal: (source) => void faults.delete(source),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return standIn;
}
