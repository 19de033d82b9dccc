import type { TrafficEntry } from '../stand-in/traffic.ts';
import type { TrafficLine } from './page-traffic.ts';

interface Reading {
  readonly direction: TrafficLine['direction'];
  readonly title: string;
  readonly outcome: TrafficLine['outcome'];
  readonly detail?: string;
}

function errorIn(response: unknown): string | undefined {
  const { ok, error } = (typeof response === 'object' && response !== null ? response : {}) as {
    ok?: unknown;
    error?: unknown;
  };
  return ok === false ? String(error) : undefined;
}

function readingOf(entry: TrafficEntry): Reading {
  switch (entry.kind) {
    case 'call': {
      const error = errorIn(entry.response) ?? (entry.status >= 400 ? `HTTP ${entry.status}` : undefined);
      return {
        direction: 'from-app',
        title: entry.method,
        outcome: error === undefined ? 'ok' : 'failed',
        ...(error && { detail: error }),
      };
    }
    case 'response_url': {
      const isOk = entry.status < 400;
      return {
        direction: 'from-app',
        title: 'response_url',
        outcome: isOk ? 'ok' : 'failed',
        ...(!isOk && { detail: `HTTP ${entry.status}` }),
      };
    }
    case 'delivery':
      return {
        direction: 'to-app',
        title: `${entry.type} ${entry.name}`,
        outcome: 'ok',
        ...(entry.retryAttempt > 0 && { detail: `retry ${entry.retryAttempt}` }),
      };
    case 'ack': {
      const isAcknowledged = entry.outcome === 'acknowledged';
      return {
        direction: 'from-app',
        title: `ack ${entry.name}`,
        outcome: isAcknowledged ? 'ok' : 'failed',
        detail: entry.outcome,
      };
    }
    case 'fault':
      return { direction: 'note', title: `fault on ${entry.on}`, outcome: 'failed', detail: entry.fault };
    case 'socket':
      return { direction: 'note', title: `socket ${entry.change}`, outcome: 'ok', detail: `${entry.connections} open` };
    case 'problem':
      return { direction: 'note', title: entry.text, outcome: 'failed' };
    default:
      return entry satisfies never;
  }
}

/** One entry of the stand-in's journal as a line of the panel. */
export function trafficLine(entry: TrafficEntry): TrafficLine {
  return { id: entry.id, at: entry.at, ...readingOf(entry) };
}

/** What the line opens to: the entry as indented JSON, without what the line says. */
export function trafficBody({ id: _id, at: _at, kind: _kind, ...body }: TrafficEntry): string {
  return JSON.stringify(body, null, 2);
}
