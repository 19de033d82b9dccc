import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openHttpWorkspace, signedPost } from '../support/http-workspace.ts';
import { damaged, payloads } from '../support/payloads.ts';
import { nthPosted } from '../support/posted.ts';
import { openSlackWorkspace } from '../support/slack-workspace.ts';

/**
 * What others send ends nothing: no rejection that nobody awaits (which fails a test here, and ends the bot), no answer that says that
 * the bot failed. A failure prints its seed. STRANGERS=10000 sends more, STRANGERS_SEED the same again.
 */
const numRuns = Number(process.env['STRANGERS'] ?? 200);
const seed = process.env['STRANGERS_SEED'] === undefined ? {} : { seed: Number(process.env['STRANGERS_SEED']) };

/** More at once keep the bot from answering pings, and its socket is opened anew. */
const framesAtOnce = 50;

/** As Slack sends each kind over HTTP. */
function requestOf({
  type,
  payload,
}: {
  readonly type: string;
  readonly payload: unknown;
}): [body: string, type: string] {
  const form = 'application/x-www-form-urlencoded';
  if (type === 'events_api') return [JSON.stringify(payload), 'application/json'];
  if (type === 'interactive') return [`payload=${encodeURIComponent(JSON.stringify(payload))}`, form];
  const fields = Object.entries(payload ?? {}).map(([key, value]): [string, string] => [key, String(value)]);
  return [new URLSearchParams(fields).toString(), form];
}

test('whatever is posted with Slack’s signature is acknowledged or refused, and with another one refused', async () => {
  const { slack, url } = await openHttpWorkspace();

  await fc.assert(
    fc.asyncProperty(damaged, async (delivery) => {
      const [body, type] = requestOf(delivery);
      const signed = await signedPost(url, body, { secret: slack.signingSecret, type });
      const forged = await signedPost(url, body, { secret: 'another', type });

      expect([200, 400]).toContain(signed.status);
      expect(forged.status).toBe(401);
    }),
    { numRuns, ...seed },
  );
  await slack.people.as('ben').command('ml-papers', '/papers help');

  expect((await nthPosted(slack, 'ml-papers', 1)).shown).toContain('Under a list say');
});

test('whatever comes over the socket, the bot goes on and pings nobody', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const frames = [
    ...['null', '1', '"x"', '[]', '{}', '{', '', 'true', '{"type":null}', '{"type":"events_api"}'],
    ...['ws_message', 'slack_event', 'close', 'error', 'disconnected', '__proto__'].flatMap((type) => [
      JSON.stringify({ type }),
      JSON.stringify({ type, envelope_id: 'e', payload: {} }),
      JSON.stringify({ type: 'events_api', envelope_id: 'e', payload: { event: { type } } }),
    ]),
    ...Object.keys(payloads).flatMap((type) =>
      [null, undefined, 1, [], 'x', {}].map((payload) => JSON.stringify({ type, envelope_id: 'e', payload })),
    ),
  ];
  for (const frame of frames) slack.sendFrame(frame);

  const ben = slack.people.as('ben');
  /** Where a busy machine answered pings too late the socket is opened anew: a command in between Slack tells to send again. */
  const isAlive = async (times: number): Promise<void> => {
    let isTaken = false;
    while (!isTaken) {
      await slack.until(() => slack.connections() > 0, 'the bot to connect');
      isTaken = (await ben.command('ml-papers', '/papers help')).acknowledged;
    }
    expect((await nthPosted(slack, 'ml-papers', times)).shown).toContain('Under a list say');
  };
  let serial = 0;
  await fc.assert(
    fc.asyncProperty(damaged, async ({ type, payload }) => {
      serial += 1;
      slack.sendFrame(JSON.stringify({ type, envelope_id: `e${serial}`, payload, accepts_response_payload: true }));
      if (serial % framesAtOnce === 0) await isAlive(serial / framesAtOnce);
    }),
    { numRuns, ...seed },
  );

  expect(slack.connections()).toBe(1);
  const said = slack.traffic.calls().map((call) => JSON.stringify(call.arguments['text'] ?? ''));
  expect(said.filter((text) => /<[!@](?!U00000ADA0)/.test(text))).toEqual([]);
});
