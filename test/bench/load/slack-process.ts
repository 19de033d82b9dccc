import { createHmac } from 'node:crypto';
import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type WebSocket, WebSocketServer } from 'ws';
import { percentile } from '../../../src/search/evaluation.ts';
import {
  type DigestsStanding,
  type LoadFigures,
  type LoadRun,
  type SlackJob,
  type Spread,
  secrets,
} from './load-run.ts';

interface Sent {
  readonly atMs: number;
  ackMs?: number;
  answerMs?: number;
}

type Payload = Record<string, unknown>;

/**
 * Slack's wire and nothing behind it, in a process of its own: the checks of the playground's stand-in would take the core that is
 * measured. Half of what it sends are commands, half mentions, each at its moment whether the ones before were answered or not.
 */

const ids = { team: 'T0BENCH', bot: 'U0BOT', app: 'A0BENCH', channels: 200 };
const tickMs = 5;

const waiting = new Map<string, Sent>();
const acknowledged = new Map<string, () => void>();
/** The one that got an event least recently first. */
let sockets: WebSocket[] = [];
/** Of each digest's message when it was posted, in milliseconds since 1970-01-01 UTC. */
const digestPosts = new Map<string, number[]>();
const agent = new Agent({ keepAlive: true, maxSockets: 256 });
let serial = 0;
let origin = '';

function answered(key: string): void {
  const sent = waiting.get(key);
  if (sent !== undefined) sent.answerMs ??= performance.now() - sent.atMs;
}

function noteDigest(metadata: string): void {
  const { event_payload: payload } = JSON.parse(metadata) as { event_payload?: { delivery?: string; part?: number } };
  if (payload?.delivery === undefined) return;
  const key = `${payload.delivery}/${payload.part}`;
  digestPosts.set(key, [...(digestPosts.get(key) ?? []), Date.now()]);
}

function digestsStanding(): DigestsStanding {
  const posts = [...digestPosts.values()];
  return {
    firstAtMs: posts.map(([first = Number.NaN]) => first),
    twice: posts.filter(({ length }) => length > 1).length,
  };
}

const replies: Readonly<Record<string, (body: URLSearchParams) => Payload>> = {
  'auth.test': () => ({ team_id: ids.team, user_id: ids.bot, bot_id: 'B0BOT', team: 'Bench', user: 'paperboy' }),
  'apps.connections.open': () => ({ url: `${origin.replace('http', 'ws')}/socket` }),
  'chat.postMessage': (body) => {
    answered(body.get('thread_ts') ?? '');
    noteDigest(body.get('metadata') ?? '{}');
    serial += 1;
    return { channel: body.get('channel'), ts: `1900000000.${String(serial).padStart(6, '0')}` };
  },
  // Thanks are answered with a reaction.
  'reactions.add': (body) => {
    answered(body.get('timestamp') ?? '');
    return {};
  },
  'chat.postEphemeral': (body) => {
    answered(body.get('thread_ts') ?? '');
    return {};
  },
  'conversations.replies': () => ({ messages: [], has_more: false }),
  'conversations.history': () => ({ messages: [], has_more: false }),
  'users.info': () => ({ user: { tz: 'UTC', name: 'ada' } }),
};

const server = createServer(async (incoming: IncomingMessage, response) => {
  const [, area, name = ''] = /^\/(api|response)\/([\w.]+)$/.exec(incoming.url ?? '') ?? [];
  const body = await text(incoming);
  if (area === 'response') answered(name);
  const isJson = incoming.headers['content-type']?.includes('json') === true;
  const fields = isJson ? new URLSearchParams(JSON.parse(body || '{}')) : new URLSearchParams(body);
  const reply = area === 'api' ? replies[name]?.(fields) : undefined;
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, ...reply }));
});
const socketServer = new WebSocketServer({ server, path: '/socket' });
socketServer.on('connection', (socket) => {
  sockets.push(socket);
  socket.on('close', () => {
    sockets = sockets.filter((other) => other !== socket);
  });
  socket.on('message', (data) => {
    const { envelope_id: envelope } = JSON.parse(String(data)) as { envelope_id: string };
    acknowledged.get(envelope)?.();
    acknowledged.delete(envelope);
  });
  socket.send(JSON.stringify({ type: 'hello', num_connections: sockets.length, connection_info: { app_id: ids.app } }));
});

function post(eventsUrl: string, body: string, type: string): Promise<void> {
  const seconds = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', secrets.signing).update(`v0:${seconds}:${body}`).digest('hex');
  const headers = {
    ...{ 'content-type': type, 'content-length': Buffer.byteLength(body) },
    ...{ 'x-slack-request-timestamp': seconds, 'x-slack-signature': `v0=${signature}` },
  };
  return new Promise((resolve, reject) => {
    request(eventsUrl, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${response.statusCode}`)),
      );
    })
      .once('error', reject)
      .end(body);
  });
}

function overSocket(type: string, payload: Payload): Promise<void> {
  serial += 1;
  const envelope = `E${serial}`;
  const [socket, ...others] = sockets;
  if (socket === undefined) return Promise.reject(new Error('The bot is not connected.'));
  sockets = [...others, socket];
  const done = new Promise<void>((resolve) => acknowledged.set(envelope, resolve));
  socket.send(
    JSON.stringify({ envelope_id: envelope, type, payload, accepts_response_payload: type === 'slash_commands' }),
  );
  return done;
}

async function ask(question: string, index: number, eventsUrls: readonly string[]): Promise<void> {
  const sent: Sent = { atMs: performance.now() };
  const isCommand = index % 2 === 0;
  // Each process gets as many commands as mentions.
  const eventsUrl = eventsUrls[Math.floor(index / 2) % eventsUrls.length];
  serial += 1;
  const channel = `C${String(serial % ids.channels).padStart(4, '0')}`;
  const person = { team_id: ids.team, user_id: `U${serial % 500}`, user_name: 'ada', channel_id: channel };
  const key = isCommand ? `R${serial}` : `18${String(serial).padStart(8, '0')}.000100`;
  waiting.set(key, sent);
  const event = { type: 'app_mention', user: person.user_id, channel, ts: key, text: `<@${ids.bot}> ${question}` };
  const payload: Payload = isCommand
    ? { ...person, command: '/papers', text: question, trigger_id: key, response_url: `${origin}/response/${key}` }
    : {
        ...{
          type: 'event_callback',
          team_id: ids.team,
          event_id: `Ev${serial}`,
          event,
          authorizations: [{ user_id: ids.bot, is_bot: true }],
        },
      };
  const form = (): string => new URLSearchParams(payload as Record<string, string>).toString();
  try {
    if (eventsUrl === undefined) await overSocket(isCommand ? 'slash_commands' : 'events_api', payload);
    else if (isCommand) await post(eventsUrl, form(), 'application/x-www-form-urlencoded');
    else await post(eventsUrl, JSON.stringify(payload), 'application/json');
    sent.ackMs = performance.now() - sent.atMs;
  } catch {
    // Counted below: no acknowledgement, no answer.
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function spreadOf(times: readonly (number | undefined)[]): Spread {
  const known = times.filter((ms) => ms !== undefined).sort((a, b) => a - b);
  return { p50: percentile(known, 0.5), p99: percentile(known, 0.99), max: known.at(-1) ?? Number.NaN };
}

async function run({ eventsUrls, questions, perSecond, drainMs }: LoadRun): Promise<LoadFigures> {
  waiting.clear();
  const startedAtMs = performance.now();
  let asked = 0;
  while (asked < questions.length) {
    const due = Math.min(((performance.now() - startedAtMs) * perSecond) / 1_000, questions.length);
    for (; asked < due; asked += 1) void ask(questions[asked] ?? '', asked, eventsUrls);
    await pause(tickMs);
  }
  const all = [...waiting.values()];
  const isSettled = ({ ackMs, answerMs }: Sent): boolean => ackMs !== undefined && answerMs !== undefined;
  for (let left = drainMs; left > 0 && !all.every(isSettled); left -= 50) await pause(50);
  const lastAckMs = Math.max(...all.map(({ atMs, ackMs }) => atMs + (ackMs ?? 0)));
  const lastAnswerMs = Math.max(...all.map(({ atMs, answerMs }) => atMs + (answerMs ?? 0)));
  const perSecondUntil = (count: number, untilMs: number): number => (count * 1_000) / (untilMs - startedAtMs);
  return {
    acksPerSecond: perSecondUntil(all.filter(({ ackMs }) => ackMs !== undefined).length, lastAckMs),
    answersPerSecond: perSecondUntil(all.filter(({ answerMs }) => answerMs !== undefined).length, lastAnswerMs),
    ackMs: spreadOf(all.map(({ ackMs }) => ackMs)),
    answerMs: spreadOf(all.map(({ answerMs }) => answerMs)),
    sent: all.length,
    lost: all.filter((sent) => !isSettled(sent)).length,
  };
}

process.on('message', async (job: SlackJob) => {
  if (job === 'no digests') digestPosts.clear();
  process.send?.(typeof job === 'string' ? digestsStanding() : await run(job));
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.send?.(origin);
});
