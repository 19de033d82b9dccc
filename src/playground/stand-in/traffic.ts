import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import { maxTrafficEntries } from './limits.ts';
import type { EnvelopeType } from './wire.ts';

/** What crossed the wire, in order. */
export type TrafficEntry = { id: number; at: number } & TrafficItem;

export type TrafficItem =
  | { kind: 'call'; method: string; arguments: Record<string, unknown>; status: number; response: unknown }
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
  const listeners = new Set<(entry: TrafficEntry) => void>();
  let count = 0;

  return {
    add(item) {
      count += 1;
      const entry: TrafficEntry = { id: count, at: clock.now(), ...structuredClone(item) };
      entries.push(entry);
      if (entries.length > maxTrafficEntries) entries.shift();
      for (const listener of listeners) listener(entry);
      changes.changed();
    },
    clear() {
      entries.length = 0;
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

function lineOf(entry: TrafficEntry): string {
  const { id, at, kind, ...rest } = entry;
  const line = `#${id} ${new Date(at).toISOString().slice(11, 23)} ${kind} ${JSON.stringify(rest)}`;
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
