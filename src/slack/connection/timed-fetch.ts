/**
 * fetch with a deadline. Bolt's respond() has none of its own, and a response_url that hangs would hold its listener, and so the
 * bot's shutdown, for ever.
 */
export function createTimedFetch(timeoutMs: number): typeof fetch {
  return (input, init = {}) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    return fetch(input, { ...init, signal: init.signal ? AbortSignal.any([init.signal, deadline]) : deadline });
  };
}
