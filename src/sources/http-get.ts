import { SourceError } from './source-error.ts';

/** What came back for a request that the server took for right. */
export interface Got {
  readonly text: string;
  readonly headers: Headers;
}

export interface GetRequest {
  readonly url: URL;
  /** The source as people call it, for sentences. */
  readonly from: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Posted, where it is not only asked; then no redirect is followed. */
  readonly json?: unknown;
  /** A longer answer is not what was asked for, and is not read to its end. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** @throws SourceError for every outcome but a 2xx, and the signal's reason when it fires */
export type HttpGet = (request: GetRequest) => Promise<Got>;

/** arXiv asks for a client that can be told from others, and blocks those that hide. */
const userAgent = 'Paperboy/0.1 (Slack bot for paper digests)';

/** A source moves a path or turns to HTTPS; more hops are a circle. */
const maxRedirects = 5;

/** Seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterOf(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = Number(value);
  const ms = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1_000;
  return Number.isNaN(ms) ? undefined : Math.max(ms, 0);
}

/** Hugging Face's own header, `RateLimit: "api";r=0;t=42`: requests and seconds left of the window. */
export function rateLimitOf(headers: Headers): { readonly left: number; readonly resetMs: number } | undefined {
  const value = headers.get('ratelimit') ?? '';
  const [left, seconds] = [/[;\s]r=(\d+)/.exec(value)?.[1], /[;\s]t=(\d+)/.exec(value)?.[1]];
  return left === undefined || seconds === undefined
    ? undefined
    : { left: Number(left), resetMs: Number(seconds) * 1_000 };
}

function failureOf(from: string, { status, headers }: Response, now: number): SourceError {
  const limit = rateLimitOf(headers);
  // A second more than the window says: the server's clock is not ours.
  const retryAfterMs = retryAfterOf(headers, now) ?? (limit?.left === 0 ? limit.resetMs + 1_000 : undefined);
  if (status === 429)
    return new SourceError('rate-limited', `${from} asked for fewer requests (HTTP 429).`, { status, retryAfterMs });
  if (status === 401 || status === 403)
    return new SourceError('blocked', `${from} denies access (HTTP ${status}).`, { status, retryAfterMs });
  if (status >= 500)
    return new SourceError('unreachable', `${from} has trouble (HTTP ${status}).`, { status, retryAfterMs });
  return new SourceError('refused', `${from} refused the request (HTTP ${status}).`, { status, retryAfterMs });
}

async function textOf(response: Response, from: string, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new SourceError('unreadable', `${from} sent more than was asked for.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Where a redirect leads: never to another host, nor back to plain HTTP, with what we ask for and our token. */
function redirectOf({ status, headers }: Response, url: URL, from: string): URL | undefined {
  const location = headers.get('location');
  if (status < 300 || status > 399 || location === null) return undefined;
  const next = URL.parse(location, url.href);
  const isOwn = next?.hostname === url.hostname && (next.origin === url.origin || next.protocol === 'https:');
  if (!isOwn) throw new SourceError('blocked', `${from} sends us to another host (HTTP ${status}).`, { status });
  return next;
}

/**
 * The one way from the core to the network.
 *
 * @param timeoutMs for the whole of a request, its body included
 * @param now milliseconds since 1970-01-01 UTC
 */
export function createHttpGet({ timeoutMs, now }: { readonly timeoutMs: number; readonly now: () => number }): HttpGet {
  return async ({ url, from, headers = {}, json, maxBytes, signal }) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const init: RequestInit = {
      headers: {
        'user-agent': userAgent,
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json !== undefined && { method: 'POST', body: JSON.stringify(json) }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, deadline]),
    };
    try {
      let address = url;
      for (let hop = 0; hop <= maxRedirects; hop += 1) {
        const response = await fetch(address, init);
        if (response.ok) return { text: await textOf(response, from, maxBytes), headers: response.headers };
        await response.body?.cancel();
        const next = json === undefined ? redirectOf(response, address, from) : undefined;
        if (next === undefined) throw failureOf(from, response, now());
        address = next;
      }
      throw new SourceError('unreadable', `${from} sends us round in a circle.`);
    } catch (error) {
      if (error instanceof SourceError) throw error;
      signal.throwIfAborted();
      const why = deadline.aborted ? `did not answer within ${timeoutMs / 1_000} s` : 'cannot be reached';
      throw new SourceError('unreachable', `${from} ${why}.`, { cause: error });
    }
  };
}
