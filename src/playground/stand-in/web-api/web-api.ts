import type { Internals } from '../internals.ts';
import type { Tokens } from '../tokens.ts';
import { missingScope } from './access.ts';
import { createMethods } from './methods.ts';
import { RateLimited, Refusal } from './refusal.ts';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

export type WebApi = (name: string, token: string | undefined, given: Record<string, unknown>) => Answer;

export function createWebApi(internals: Internals, tokens: Tokens): WebApi {
  const { app, traffic } = internals;
  const methods = createMethods(internals);

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

  return (name, token, given) => {
    const answered = answer(name, token, given);
    const { token: _, ...shown } = given;
    traffic.add({ kind: 'call', method: name, arguments: shown, status: answered.status, response: answered.body });
    return answered;
  };
}

/** docs, rate limits. */
export function rateLimited(retryAfterSeconds: number): Answer {
  const headers = { 'retry-after': String(retryAfterSeconds) };
  return { status: 429, headers, body: { ok: false, error: 'ratelimited' } };
}
