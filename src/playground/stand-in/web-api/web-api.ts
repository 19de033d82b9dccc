import type { AppOptions } from '../app-options.ts';
import type { Tokens } from '../tokens.ts';
import type { TrafficLog } from '../traffic.ts';
import { missingScope } from './access.ts';
import type { Methods } from './method.ts';
import { RateLimited, Refusal } from './refusal.ts';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

export interface WebApi {
  call(name: string, token: string | undefined, given: Record<string, unknown>): Answer;
}

export interface WebApiParts {
  app: AppOptions;
  methods: Methods;
  tokens: Tokens;
  traffic: TrafficLog;
}

export function createWebApi({ app, methods, tokens, traffic }: WebApiParts): WebApi {
  function run(name: string, token: string | undefined, given: Record<string, unknown>): object {
    const method = methods[name];
    if (!method) throw new Refusal('unknown_method', { req_method: name });
    tokens.check(token, method.token);
    const missing = method.scopes.find((scope) => !app.scopes.includes(scope));
    if (missing) throw missingScope(app, missing);
    return method.run(given);
  }

  function answer(name: string, token: string | undefined, given: Record<string, unknown>): Answer {
    const headers = { 'x-oauth-scopes': app.scopes.join(',') };
    try {
      return { status: 200, headers, body: { ok: true, ...run(name, token, given) } };
    } catch (error) {
      if (error instanceof Refusal) {
        return { status: 200, headers, body: { ok: false, error: error.message, ...error.details } };
      }
      if (error instanceof RateLimited) return rateLimited(error.retryAfterSeconds);
      throw error;
    }
  }

  return {
    call(name, token, given) {
      const answered = answer(name, token, given);
      const { token: _, ...shown } = given;
      traffic.add({ kind: 'call', method: name, arguments: shown, status: answered.status, response: answered.body });
      return answered;
    },
  };
}

/** docs, rate limits. */
export function rateLimited(retryAfterSeconds: number): Answer {
  const headers = { 'retry-after': String(retryAfterSeconds) };
  return { status: 429, headers, body: { ok: false, error: 'ratelimited' } };
}
