import { expect, onTestFinished, test } from 'vitest';
import { createHealthServer } from '../../../src/slack/connection/health-server.ts';
import { freePort } from '../../playground/stand-in/support.ts';

test('health checks listen on the address that they are given, and on no other', async () => {
  const port = await freePort();
  const server = createHealthServer({ port, host: '127.0.0.1' }, [
    { path: '/healthz', method: 'GET', handler: (_request, response) => void response.end('alive') },
  ]);
  await server.open();
  onTestFinished(() => server.close());

  const here = await fetch(`http://127.0.0.1:${port}/healthz`);

  expect(await here.text()).toBe('alive');
  await expect(fetch(`http://127.0.0.2:${port}/healthz`)).rejects.toThrow();
});
