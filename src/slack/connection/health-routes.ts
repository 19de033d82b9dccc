import type { CustomRoute } from '@slack/bolt';
import type { Monitoring } from '../../status/monitoring.ts';
import { isAskedHere } from './health-server.ts';

/**
 * `/healthz`: the process is alive. `/readyz`: it is connected and not about to stop. `/metrics`: figures for Prometheus. Served beside
 * Slack's own traffic.
 *
 * @param metricsAreOpen whether other machines may read the figures; the two states they may
 */
export function createHealthRoutes(
  isReady: () => boolean,
  { readiness, metrics }: Monitoring,
  { metricsAreOpen, isForMany }: { readonly metricsAreOpen: boolean; readonly isForMany: boolean },
): CustomRoute[] {
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
      handler: async (_request, response) => {
        const state = await readiness(isReady(), isForMany);
        response
          .writeHead(state.ready ? 200 : 503, { 'content-type': 'application/json' })
          .end(`${JSON.stringify(state)}\n`);
      },
    },
    {
      path: '/metrics',
      method: 'GET',
      handler: async (request, response) => {
        if (!metricsAreOpen && !isAskedHere(request)) {
          response.writeHead(403, { 'content-type': 'text/plain' }).end('METRICS_HOST opens this to other machines.\n');
          return;
        }
        // First: once the head is written nothing can say that the store is gone.
        const figures = await metrics(isReady());
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(figures);
      },
    },
  ];
}
