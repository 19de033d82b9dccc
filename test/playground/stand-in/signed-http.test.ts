import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { passesChallenge, signedHttp } from '../../support/signed-http.ts';
import { createManualClock } from './manual-clock.ts';
import { aBoltAppOnHttp, anAppWith, aStandIn, freePort, withPapersCommand } from './support.ts';

test('a Bolt app on HTTP takes signed commands, events and answers', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/slack/events`;
  const slack = await aStandIn({ transport: signedHttp(url), app: withPapersCommand() });
  await aBoltAppOnHttp(slack, port, (app) => {
    app.command('/papers', ({ ack, command }) => ack(`You asked: ${command.text}`));
    app.event('app_mention', async ({ event, say }) => {
      await say({ text: 'Here', thread_ts: event.ts });
    });
  });
  const ada = slack.people.as('ada');

  expect(await passesChallenge(url)).toBe(true);
  expect(await ada.command('general', '/papers a & b')).toEqual({ acknowledged: true });
  expect(slack.workspace.messages('general')[0]).toMatchObject({
    text: 'You asked: a &amp; b',
  });
  const { ts } = await ada.mention('general', 'hello');
  await slack.until(() => slack.workspace.thread('general', ts)[1]);
});

test('an app with another signing secret refuses, and the person sees it', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/slack/events`;
  const slack = await aStandIn({ transport: signedHttp(url), app: withPapersCommand() });
  await aBoltAppOnHttp({ ...slack, signingSecret: 'another' }, port, () => undefined);

  const outcome = await slack.people.as('ada').command('general', '/papers');

  expect(outcome).toEqual({ acknowledged: false, shown: '/papers failed with the error "http_client_error"' });
});

test('every request is signed over its raw body', async () => {
  const heard = await anHttpListener((_, response) => response.end());
  const slack = await aStandIn({ transport: signedHttp(heard.url), app: anAppWith({ scopes: ['app_mentions:read'] }) });

  await slack.people.as('ada').mention('general', 'hello');

  const [request] = heard.requests;
  const timestamp = request?.headers['x-slack-request-timestamp'];
  const signature = createHmac('sha256', slack.signingSecret).update(`v0:${timestamp}:${request?.body}`).digest('hex');
  expect(request?.headers['x-slack-signature']).toBe(`v0=${signature}`);
  expect(request?.headers).not.toHaveProperty('x-slack-retry-num');
});

test('a failed event is sent again with its retry number and reason', async () => {
  const clock = createManualClock();
  const heard = await anHttpListener((count, response) => response.writeHead(count < 3 ? 500 : 200).end());
  const slack = await aStandIn({
    clock,
    transport: signedHttp(heard.url),
    app: anAppWith({ scopes: ['app_mentions:read'] }),
  });
  const failures = () => slack.traffic.entries().filter((entry) => entry.kind === 'ack').length;

  await slack.people.as('ada').mention('general', 'hello');
  await slack.until(() => failures() === 2, 'the second try, at once');
  clock.advance(60_000);
  await slack.until(() => failures() === 3, 'the third try, a minute later');

  const retries = heard.requests.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);
  expect(retries).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
  ]);
});

test('an app may refuse retries', async () => {
  const heard = await anHttpListener((_, response) => response.writeHead(500, { 'x-slack-no-retry': '1' }).end());
  const slack = await aStandIn({ transport: signedHttp(heard.url), app: anAppWith({ scopes: ['app_mentions:read'] }) });

  await slack.people.as('ada').mention('general', 'hello');
  await slack.people.as('ada').openHome();

  expect(heard.requests).toHaveLength(2); // One each.
});

interface HeardRequest {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A bare app on HTTP that keeps what it hears. */
async function anHttpListener(answer: (count: number, response: ServerResponse) => void) {
  const requests: HeardRequest[] = [];
  const port = await freePort();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    requests.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    answer(requests.length, response);
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${port}/`, requests };
}
