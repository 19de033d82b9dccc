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

/**
 * fetch with a deadline, and with a wait that makes sense in every 429. Bolt's respond() has no deadline of its own, and a
 * response_url that hangs would hold its listener, and so the bot's shutdown, for ever.
 */
export function createTimedFetch(timeoutMs: number): typeof fetch {
  return async (input, init = {}) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
    const response = await fetch(input, { ...init, signal });
    if (response.status !== 429) return response;
    const headers = new Headers(response.headers);
    headers.set('retry-after', String(waitSecondsOf(headers.get('retry-after'), Date.now())));
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
  };
}
