import { UnconfirmedError } from '../delivery/errors.ts';
import { isRecord } from './is-record.ts';

/** Slack's pauses are seconds to minutes; after an hour the bot asks again, whatever it was told. */
const shortestWaitSeconds = 1;
const longestWaitSeconds = 3_600;
/** Where a 429 does not say. */
const usualWaitSeconds = 5;

/** Whole seconds of a Retry-After, which is a number of them or a date: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after */
export function waitSecondsOf(retryAfter: string | null, now: number): number {
  const text = retryAfter?.trim() ?? '';
  const seconds = /^[+-]?\d/.test(text) ? Number.parseFloat(text) : (Date.parse(text) - now) / 1_000;
  if (Number.isNaN(seconds)) return usualWaitSeconds;
  return Math.min(longestWaitSeconds, Math.max(shortestWaitSeconds, Math.ceil(seconds)));
}

/** What a yes holds beside `ok`, of the methods on whose answer it depends what is done next. */
const heldByYes: Readonly<Record<string, string>> = {
  'apps.connections.open': 'url',
  'chat.postMessage': 'ts',
  'conversations.history': 'messages',
  'conversations.replies': 'messages',
  'files.getUploadURLExternal': 'upload_url',
  'users.info': 'user',
  'views.open': 'view',
};

/**
 * Whether an answer of the Web API is one: an outage page, half an update or a proxy may say anything. A yes without what it should hold
 * is none: a digest that stands would not be found, and be posted again.
 */
function isAnswer(method: string, answer: unknown): boolean {
  if (!isRecord(answer)) return false;
  if (answer['ok'] === false) return typeof answer['error'] === 'string';
  const field = heldByYes[method];
  return answer['ok'] === true && (field === undefined || answer[field] !== undefined);
}

/** Told of each call of a method how it ended: "ok", Slack's error code, "http_503", "unreadable" or "no_answer". */
export type OnCall = (method: string, outcome: string) => void;

/** Undefined for a response_url, which names none, and for the place of a file. */
function methodOf(url: string): string | undefined {
  const method = new URL(url).pathname.split('/').at(-1) ?? '';
  return /^[a-z]+(?:\.[A-Za-z]+)+$/.test(method) ? method : undefined;
}

const codeForm = /^[a-z_]{1,60}$/;

function outcomeOf(answer: unknown): string {
  const { ok, error } = isRecord(answer) ? answer : {};
  if (ok === true) return 'ok';
  return typeof error === 'string' && codeForm.test(error) ? error : 'unreadable';
}

/** What is no JSON the client tells by itself. */
function answerIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { ok: false, error: '' };
  }
}

/** @throws UnconfirmedError for JSON that is no answer */
async function withSoundAnswer(method: string, response: Response, onCall: OnCall): Promise<Response> {
  if (!response.ok) {
    onCall(method, `http_${response.status}`);
    return response;
  }
  const text = await response.text();
  const answer = answerIn(text);
  const isSound = isAnswer(method, answer);
  onCall(method, isSound ? outcomeOf(answer) : 'unreadable');
  if (!isSound) throw new UnconfirmedError(`${method} gave no answer of Slack`);
  // Read once and handed on: of a clone each part would pass through two streams.
  return new Response(text, { status: response.status, statusText: response.statusText, headers: response.headers });
}

/**
 * fetch with a deadline where the caller's signal brings none, with answers that are sound, and with a wait that makes sense in every 429.
 * Bolt's respond() has no deadline of its own, and a response_url that hangs would hold its listener, and so the bot's shutdown, for ever.
 */
export function createTimedFetch(timeoutMs: number, onCall: OnCall = () => undefined): typeof fetch {
  return async (input, init = {}) => {
    const signal = init.signal ?? AbortSignal.timeout(timeoutMs);
    const method = methodOf(input instanceof Request ? input.url : String(input));
    const onCallOf: OnCall = method === undefined ? () => undefined : onCall;
    let response: Response;
    try {
      response = await fetch(input, { ...init, signal });
    } catch (error) {
      onCallOf(method ?? '', 'no_answer');
      throw error;
    }
    if (response.status !== 429) return method === undefined ? response : withSoundAnswer(method, response, onCall);
    onCallOf(method ?? '', 'ratelimited');
    const headers = new Headers(response.headers);
    headers.set('retry-after', String(waitSecondsOf(headers.get('retry-after'), Date.now())));
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
  };
}
