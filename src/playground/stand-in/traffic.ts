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

export function createTraffic({ clock, changes }: { clock: Clock; changes: Changes }) {
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
    add(item: TrafficItem) {
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
    entries: () => [...entries],
    /** The Web API calls, of one method when named. */
    calls: (method?: string) =>
      entries.filter((entry) => entry.kind === 'call').filter((call) => !method || call.method === method),
    /** The newest entries as one line each, oldest first. */
    lines: (newest: number) => entries.slice(-newest).map(lineOf),
    subscribe(listener: (entry: TrafficEntry) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type TrafficLog = ReturnType<typeof createTraffic>;
export type Traffic = Omit<TrafficLog, 'add'>;

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
