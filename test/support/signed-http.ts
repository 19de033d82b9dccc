import { createHmac } from 'node:crypto';
import type { Clock } from '../../src/playground/stand-in/clock.ts';
import type { DeliveryOutcome, Envelope, Transport } from '../../src/playground/stand-in/delivery.ts';
import { ackTimeoutMs } from '../../src/playground/stand-in/limits.ts';
import { signingSecret } from '../../src/playground/stand-in/tokens.ts';

function post(url: string, body: string, contentType: string, now: number, headers = {}): Promise<Response> {
  const timestamp = String(Math.floor(now / 1_000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return fetch(url, {
    method: 'POST',
    body,
    redirect: 'manual',
    // Slack hangs up when the time is over; twice the time leaves the verdict to the stand-in's own clock.
    signal: AbortSignal.timeout(2 * ackTimeoutMs),
    headers: {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
      ...headers,
    },
  });
}

/** Signed requests to one URL, in place of Socket Mode: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signedHttp(eventsUrl: string): (parts: { clock: Clock }) => Transport {
  return ({ clock }) => ({
    async send(envelope) {
      const { body, contentType } = asRequest(envelope);
      const { retryAttempt, retryReason } = envelope;
      const retry = { 'x-slack-retry-num': String(retryAttempt), 'x-slack-retry-reason': retryReason };
      try {
        return await outcomeOf(await post(eventsUrl, body, contentType, clock.now(), retryAttempt > 0 ? retry : {}));
      } catch {
        return { kind: 'failed', reason: 'dispatch_failed', mayRetry: true };
      }
    },
  });
}

/** Slack's challenge when the URL is entered: the app must give it back. */
export async function passesChallenge(eventsUrl: string): Promise<boolean> {
  const request = { token: 'stand-in-verification-token', challenge: 'a-challenge', type: 'url_verification' };
  const response = await post(eventsUrl, JSON.stringify(request), 'application/json', Date.now());
  return response.ok && (await response.text()).includes(request.challenge);
}

function asRequest({ type, payload }: Envelope): { body: string; contentType: string } {
  if (type === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : asTexts(payload);
  return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' };
}

function asTexts(payload: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
}

async function outcomeOf(response: Response): Promise<DeliveryOutcome> {
  const text = await response.text();
  if (response.ok) return { kind: 'acknowledged', payload: text === '' ? undefined : parsed(text) };
  const reason = response.status < 500 ? 'http_client_error' : 'http_service_error';
  return { kind: 'failed', reason, mayRetry: response.headers.get('x-slack-no-retry') !== '1' };
}

/** A command may be answered with plain text instead of JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}
