import type { CustomRoute } from '@slack/bolt';

/** `/healthz`: the process is alive. `/readyz`: it is connected and not about to stop. Served beside Slack's own traffic. */
export function createHealthRoutes(isReady: () => boolean): CustomRoute[] {
  return [
    {
      path: '/healthz',
      method: 'GET',
      handler: (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/plain' }).end('alive\n');
      },
    },
    {
      path: '/readyz',
      method: 'GET',
      handler: (_request, response) => {
        const ready = isReady();
        response.writeHead(ready ? 200 : 503, { 'content-type': 'text/plain' }).end(ready ? 'ready\n' : 'not ready\n');
      },
    },
  ];
}
