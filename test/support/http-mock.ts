import nock from 'nock';
import { onTestFinished } from 'vitest';

/**
 * Answers HTTP requests of one origin in place of the network, for failures that a real server does not produce on demand. Nothing
 * else gets through, and a reply that no request asked for fails the test.
 */
export function mockHttp(origin: string): nock.Scope {
  nock.disableNetConnect();
  const scope = nock(origin);
  onTestFinished(() => {
    const unused = nock.pendingMocks();
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
    nock.activate();
    if (unused.length > 0) throw new Error(`Mocked but never asked for: ${unused.join(', ')}`);
  });
  return scope;
}

/** Lets requests to this origin of the test's own through to the network. */
export function nockThrough(origin: string): void {
  nock.enableNetConnect(new URL(origin).host);
}
