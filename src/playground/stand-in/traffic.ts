import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import { maxTrafficBodyBytes, maxTrafficBytes, maxTrafficEntries } from './limits.ts';
import type { EnvelopeType } from './wire.ts';

/** What crossed the wire, in order. A body over `maxTrafficBodyBytes` is kept as its beginning, with a note. */
export type TrafficEntry = { id: number; at: number } & TrafficItem;

export type TrafficItem =
  | {
      kind: 'call';
      method: string;
      arguments: Record<string, unknown>;
      status: number;
      response: Record<string, unknown>;
    }
  | { kind: 'delivery'; type: EnvelopeType; name: string; payload: Record<string, unknown>; retryAttempt: number }
  | { kind: 'ack'; type: EnvelopeType; name: string; outcome: string; payload?: unknown }
  | { kind: 'response_url'; body: unknown; status: number; response: unknown }
  | { kind: 'fault'; on: string; fault: string }
  | { kind: 'socket'; change: 'opened' | 'closed' | 'told to disconnect'; connections: number; reason?: string }
  /** Something Slack would swallow in silence but a developer wants to see. */
  | { kind: 'problem'; text: string };

export type CallEntry = Extract<TrafficEntry, { kind: 'call' }>;

export interface Traffic {
  entries(): TrafficEntry[];
  /** The Web API calls, of one method when named. */
  calls(method?: string): CallEntry[];
  /** The newest entries as one line each, oldest first. */
  lines(count: number): string[];
  subscribe(listener: (entry: TrafficEntry) => void): () => void;
}

export interface TrafficLog extends Traffic {
  add(item: TrafficItem): void;
  clear(): void;
}

export function createTraffic({ clock, changes }: { clock: Clock; changes: Changes }): TrafficLog {
  const entries: TrafficEntry[] = [];
  const bytes: number[] = [];
  const listeners = new Set<(entry: TrafficEntry) => void>();
  let count = 0;
  let totalBytes = 0;

  function forgetOldest(): void {
    entries.shift();
    totalBytes -= bytes.shift() ?? 0;
  }

  return {
    add(item) {
      count += 1;
      const entry: TrafficEntry = { id: count, at: clock.now(), ...structuredClone(withShortBodies(item)) };
      const size = bytesOf(entry);
      entries.push(entry);
      bytes.push(size);
      totalBytes += size;
      while (entries.length > maxTrafficEntries || totalBytes > maxTrafficBytes) forgetOldest();
      for (const listener of listeners) listener(entry);
      changes.changed();
    },
    clear() {
      while (entries.length > 0) forgetOldest();
      changes.changed();
    },
    entries: () => [...entries],
    calls: (method) =>
      entries.filter((entry) => entry.kind === 'call').filter((call) => !method || call.method === method),
    lines: (newest) => entries.slice(-newest).map(lineOf),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}

function withShortBodies(item: TrafficItem): TrafficItem {
  switch (item.kind) {
    case 'call':
      return { ...item, arguments: shortBody(item.arguments), response: shortBody(item.response) };
    case 'delivery':
      return { ...item, payload: shortBody(item.payload) };
    case 'ack':
      return item.payload === undefined ? item : { ...item, payload: shortBody(item.payload) };
    case 'response_url':
      return { ...item, body: shortBody(item.body), response: shortBody(item.response) };
    default:
      return item;
  }
}

/** A body as it is, or its beginning with a note when it is too big to keep. */
function shortBody<Body>(body: Body): Body | { shortened: string; beginning: string } {
  const size = bytesOf(body);
  if (size <= maxTrafficBodyBytes) return body;
  const beginning = Buffer.from(JSON.stringify(body)).subarray(0, maxTrafficBodyBytes).toString();
  return { shortened: `The first ${maxTrafficBodyBytes} of ${size} bytes of JSON.`, beginning };
}

function lineOf(entry: TrafficEntry): string {
  const { id, at, kind, ...rest } = entry;
  const line = `#${id} ${new Date(at).toISOString().slice(11, 23)} ${kind} ${JSON.stringify(rest)}`;
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
