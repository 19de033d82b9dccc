import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { startSourceStandIn } from '../../src/playground/source-stand-in/source-stand-in.ts';
import { createHttpGet, rateLimitOf } from '../../src/sources/http-get.ts';
import { createGate } from '../../src/sources/one-at-a-time.ts';

const get = createHttpGet({ timeoutMs: 100, now: () => 0 });
const patient = createHttpGet({ timeoutMs: 60_000, now: () => 0 });
const signal = new AbortController().signal;

test('a source that never answers is given up', async () => {
  const standIn = await startSourceStandIn({ now: () => 0 });
  onTestFinished(() => standIn.stop());
  standIn.fail('hugging-face', 'hangs');

  const request = get({ url: new URL('api/daily_papers', standIn.url), from: 'The source', maxBytes: 1_000, signal });

  await expect(request).rejects.toMatchObject({
    ...{ kind: 'unreachable', message: 'The source did not answer within 0.1 s.' },
  });
});

test('so is one that begins to answer and stops', async () => {
  const server = createServer((_, response) => void response.write('[')).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const request = get({ url: new URL(`http://127.0.0.1:${port}/`), from: 'The source', maxBytes: 1_000, signal });

  await expect(request).rejects.toMatchObject({ kind: 'unreachable' });
});

/** A server whose paths lead on: '/moved' to '/', '/elsewhere' to another host, '/circle' to itself, '/large' to more than is taken. */
async function aMovingSource(): Promise<URL> {
  const places: Readonly<Record<string, string>> = {
    '/moved': '/',
    '/elsewhere': 'http://elsewhere.test/',
    '/circle': '/circle',
    '/port': 'http://127.0.0.1:1/',
  };
  const server = createServer(({ url = '', headers }, response) => {
    const location = places[url];
    if (location !== undefined) response.writeHead(302, { location }).end();
    else response.end(url === '/large' ? 'x'.repeat(1_001) : `asked by ${headers['user-agent']}`);
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  onTestFinished(() => void server.close());
  const address = server.address();
  return new URL(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`);
}

test('a redirect is followed on the source’s own host', async () => {
  const url = new URL('moved', await aMovingSource());

  expect((await patient({ url, from: 'The source', maxBytes: 1_000, signal })).text).toMatch(/^asked by Paperboy/);
});

test.each([
  ['elsewhere', 'The source sends us to another host (HTTP 302).'],
  ['port', 'The source sends us to another host (HTTP 302).'],
  ['circle', 'The source sends us round in a circle.'],
  ['large', 'The source sent more than was asked for.'],
])('%s is not followed', async (path, message) => {
  const url = new URL(path, await aMovingSource());

  await expect(patient({ url, from: 'The source', maxBytes: 1_000, signal })).rejects.toThrow(message);
});

test('a source that is not there is told without its address', async () => {
  const request = get({ url: new URL('http://user:secret@127.0.0.1:1/'), from: 'The source', maxBytes: 1_000, signal });

  await expect(request).rejects.toThrow('The source cannot be reached.');
});

test('who is stopped while waiting gets the reason, not an error of the source', async () => {
  const stop = new AbortController();
  stop.abort(new Error('Stopped'));

  const request = get({
    url: new URL('http://127.0.0.1:1/'),
    from: 'The source',
    maxBytes: 1_000,
    signal: stop.signal,
  });

  await expect(request).rejects.toThrow('Stopped');
});

test.each([
  ['"api";r=0;t=42', { left: 0, resetMs: 42_000 }],
  ['"api"; r=499; t=300', { left: 499, resetMs: 300_000 }],
  ['limit=100', undefined],
])('the header RateLimit: %s is understood', (value, limit) => {
  expect(rateLimitOf(new Headers({ RateLimit: value }))).toEqual(limit);
});

test('one that fails holds up nobody behind it', async () => {
  const gate = createGate({ pauseMs: 10, monotonicMs: () => 0, sleep: async () => undefined });

  const [first, second] = await Promise.allSettled([
    gate.run(() => Promise.reject(new Error('down')), signal),
    gate.run(async () => 'fine', signal),
  ]);

  expect([first?.status, second]).toEqual(['rejected', { status: 'fulfilled', value: 'fine' }]);
});
