import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { DeliveryOutcome, Envelope } from './delivery.ts';
import type { Ids } from './ids.ts';
import { maxBodyBytes, maxRememberedIds, maxWebSockets } from './limits.ts';
import { remember } from './remember.ts';
import type { TrafficLog } from './traffic.ts';
import { appId } from './workspace.ts';

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

/** A client that does not answer our close frame in this time is cut off. */
const closeTimeoutMs = 200;

/** Slack's end of Socket Mode: one-time tickets, hello, envelopes, acks, disconnect. */
export function createSocketMode({ ids, traffic }: { ids: Ids; traffic: TrafficLog }) {
  const server = new WebSocketServer({ noServer: true, maxPayload: maxBodyBytes });
  const tickets = new Set<string>();
  const pending = new Map<string, { envelope: Envelope; settle: (outcome: DeliveryOutcome) => void }>();
  /** Open sockets that still take envelopes, least recently used first. */
  let taking: WebSocket[] = [];

  function note(change: 'opened' | 'closed' | 'told to disconnect', reason?: string): void {
    traffic.add({ kind: 'socket', change, connections: server.clients.size, ...(reason && { reason }) });
  }

  function welcome(client: WebSocket): void {
    client.on('message', (data) => acknowledge(data));
    client.on('error', (error) => traffic.add({ kind: 'problem', text: `Socket error: ${error.message}` }));
    client.on('close', () => {
      taking = taking.filter((other) => other !== client);
      server.clients.delete(client);
      note('closed');
    });
    if (server.clients.size > maxWebSockets) {
      tellToDisconnect(client, 'too_many_websockets');
      return;
    }
    taking.push(client);
    client.send(
      JSON.stringify({
        type: 'hello',
        num_connections: server.clients.size,
        connection_info: { app_id: appId },
        debug_info: { host: 'stand-in', build_number: 1, approximate_connection_time: 18_060 },
      }),
    );
    note('opened');
  }

  function acknowledge(data: RawData): void {
    const parsed = acknowledgement.safeParse(parseJson(String(data)));
    const waiting = parsed.success && pending.get(parsed.data.envelope_id);
    if (!parsed.success || !waiting) {
      traffic.add({ kind: 'problem', text: `The app sent something that acknowledges nothing: ${String(data)}` });
      return;
    }
    pending.delete(parsed.data.envelope_id);
    const { payload } = parsed.data;
    const isEmpty = typeof payload !== 'object' || payload === null || Object.keys(payload).length === 0;
    if (!isEmpty && !acceptsResponse(waiting.envelope)) {
      traffic.add({ kind: 'problem', text: 'Slack ignores a payload in this acknowledgement.' });
    }
    waiting.settle({ kind: 'acknowledged', payload: isEmpty ? undefined : payload });
  }

  function tellToDisconnect(client: WebSocket, reason: string): void {
    taking = taking.filter((other) => other !== client);
    client.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'stand-in' } }));
    note('told to disconnect', reason);
    if (reason === 'too_many_websockets') client.close();
  }

  return {
    /** A query string that lets one connection in, once. */
    issueTicket() {
      const ticket = ids.secret();
      tickets.add(ticket);
      return `ticket=${ticket}&app_id=${appId}`;
    },
    accept(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL) {
      if (!tickets.delete(url.searchParams.get('ticket') ?? '')) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    send(envelope: Envelope): Promise<DeliveryOutcome> {
      const client = taking.find(({ readyState }) => readyState === WebSocket.OPEN);
      if (!client) return Promise.resolve({ kind: 'failed', reason: 'dispatch_failed', mayRetry: true });
      taking = [...taking.filter((other) => other !== client), client];
      const envelopeId = ids.envelope();
      client.send(JSON.stringify(onSocket(envelopeId, envelope)));
      return new Promise((settle) => remember(pending, envelopeId, { envelope, settle }, maxRememberedIds));
    },
    connections: () => server.clients.size,
    /** Any text, as it stands. */
    sendFrame(frame: string) {
      for (const client of server.clients) client.send(frame);
    },
    disconnect(reason: string) {
      for (const client of server.clients) tellToDisconnect(client, reason);
    },
    drop() {
      for (const client of server.clients) client.terminate();
    },
    async stop() {
      await Promise.all([...server.clients].map(closed));
      server.close();
    },
  };
}

/** docs, Socket Mode: commands and interactions may be answered in the acknowledgement. */
function acceptsResponse({ type, payload }: Envelope): boolean {
  if (type === 'interactive') return payload['type'] === 'view_submission';
  return type === 'slash_commands';
}

function onSocket(envelopeId: string, envelope: Envelope) {
  const { type, payload, retryAttempt, retryReason } = envelope;
  const retry = type === 'events_api' ? { retry_attempt: retryAttempt, retry_reason: retryReason } : {};
  return { envelope_id: envelopeId, type, payload, accepts_response_payload: acceptsResponse(envelope), ...retry };
}

function closed(client: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => client.terminate(), closeTimeoutMs);
    client.once('close', () => {
      clearTimeout(impatience);
      resolve();
    });
    client.close(1001); // "going away"
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
