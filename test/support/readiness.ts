import type { SlackApp } from '../../src/slack/connection/open-app.ts';

/** What a probe reads at /readyz. */
export async function readiness({ app }: { readonly app: SlackApp }): Promise<{ status: number; body: unknown }> {
  const route = app.routes.find(({ path }) => path === '/readyz');
  const { promise, resolve } = Promise.withResolvers<{ status: number; body: unknown }>();
  let status = 0;
  const response = {
    writeHead(code: number) {
      status = code;
      return response;
    },
    end: (text: string) => resolve({ status, body: JSON.parse(text) }),
  };
  if (typeof route?.handler !== 'function') throw new Error('There is no /readyz.');
  await route.handler({} as never, response as never);
  return promise;
}
