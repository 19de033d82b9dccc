import type { Clock } from './clock.ts';
import type { FaultQueue } from './faults.ts';
import type { Ids } from './ids.ts';
import { ackTimeoutMs, maxRememberedEvents, redeliveryPausesMs } from './limits.ts';
import { remember } from './remember.ts';
import type { TrafficLog } from './traffic.ts';
import type { EnvelopeType } from './wire.ts';
import { appId, botUserId, teamId } from './workspace.ts';

export interface Envelope {
  type: EnvelopeType;
  payload: Record<string, unknown>;
  retryAttempt: number;
  retryReason: string;
}

export type DeliveryOutcome =
  | { kind: 'acknowledged'; payload: unknown }
  /** `reason` as Slack names it: operation_timeout, dispatch_failed, http_client_error, http_service_error. */
  | { kind: 'failed'; reason: string; mayRetry: boolean };

/** Socket Mode or signed HTTP. A transport may stay silent for ever; Delivery keeps the time. */
export interface Transport {
  send(envelope: Envelope): Promise<DeliveryOutcome>;
}

interface DeliveryParts {
  transport: Transport;
  clock: Clock;
  ids: Ids;
  faults: FaultQueue;
  traffic: TrafficLog;
}

interface SentEvent {
  payload: Record<string, unknown>;
  attempts: number;
}

const timedOut: DeliveryOutcome = { kind: 'failed', reason: 'operation_timeout', mayRetry: true };

export function createDelivery({ transport, clock, ids, faults, traffic }: DeliveryParts) {
  const events = new Map<string, SentEvent>();

  async function deliver(envelope: Envelope): Promise<DeliveryOutcome> {
    const { type, payload, retryAttempt } = envelope;
    const name = nameOf(payload);
    const fault = faults.take(`deliver:${type}`);
    if (fault?.kind === 'delay') await new Promise<void>((resume) => clock.after(fault.delayMs, resume));
    traffic.add({ kind: 'delivery', type, name, payload, retryAttempt });
    if (fault?.kind === 'duplicate') void transport.send(envelope);
    const outcome = await inTime(name, () => {
      if (fault?.kind !== 'lose') return transport.send(envelope);
      if (fault.after) void transport.send(envelope);
      return new Promise(() => undefined);
    });
    const told =
      outcome.kind === 'acknowledged'
        ? { outcome: outcome.kind, payload: outcome.payload }
        : { outcome: outcome.reason };
    traffic.add({ kind: 'ack', type, name, ...told });
    return outcome;
  }

  function inTime(name: string, send: () => Promise<DeliveryOutcome>): Promise<DeliveryOutcome> {
    return new Promise((resolve) => {
      let isOver = false;
      const cancel = clock.after(ackTimeoutMs, () => {
        isOver = true;
        resolve(timedOut);
      });
      void send().then((outcome) => {
        if (isOver)
          traffic.add({ kind: 'problem', text: `The acknowledgement of ${name} came after ${ackTimeoutMs} ms.` });
        cancel();
        resolve(outcome);
      });
    });
  }

  const givenUp = new Set<Record<string, unknown>>();

  async function attempt(sent: SentEvent, retryReason: string): Promise<DeliveryOutcome> {
    const retryAttempt = sent.attempts;
    sent.attempts += 1;
    const outcome = await deliver({ type: 'events_api', payload: sent.payload, retryAttempt, retryReason });
    if (outcome.kind === 'failed' && outcome.mayRetry) retryLater(sent, retryAttempt, outcome.reason);
    return outcome;
  }

  function retryLater(sent: SentEvent, failedAttempt: number, reason: string): void {
    const pauseMs = redeliveryPausesMs[failedAttempt];
    if (pauseMs === undefined) {
      givenUp.add(sent.payload);
      return;
    }
    const again = () => {
      if (events.has(String(sent.payload['event_id']))) void attempt(sent, retryReasonFor(reason));
    };
    if (pauseMs === 0) again();
    else clock.after(pauseMs, again);
  }

  return {
    /** A command or an interaction: tried once. */
    request: (type: 'slash_commands' | 'interactive', payload: Record<string, unknown>) =>
      deliver({ type, payload, retryAttempt: 0, retryReason: '' }),
    /** An event: tried again up to three times. Gives the outcome of the first try. */
    event(event: Record<string, unknown>) {
      const sent = { payload: eventCallback({ clock, ids }, event), attempts: 0 };
      remember(events, String(sent.payload['event_id']), sent, maxRememberedEvents);
      return attempt(sent, '');
    },
    /** The same event_id, with the next retry number; by default of the newest event. */
    async redeliver({ eventId, reason = 'timeout' }: { eventId?: string; reason?: string } = {}) {
      const sent = eventId ? events.get(eventId) : [...events.values()].at(-1);
      if (!sent) throw new Error(`No event ${eventId ?? ''} was delivered yet.`);
      return attempt(sent, reason);
    },
    /** Outer events whose last try was not acknowledged either. */
    givenUp: () => [...givenUp],
    /** No redelivery of what was sent so far. */
    forget: () => events.clear(),
  };
}

/** Brings the app what people do, and hears its acknowledgement. */
export type Delivery = ReturnType<typeof createDelivery>;

/** docs, Events API: the outer event. */
function eventCallback({ clock, ids }: { clock: Clock; ids: Ids }, event: Record<string, unknown>) {
  const authorization = { team_id: teamId, user_id: botUserId, is_bot: true, is_enterprise_install: false };
  return {
    token: 'stand-in-verification-token',
    team_id: teamId,
    context_team_id: teamId,
    context_enterprise_id: null,
    api_app_id: appId,
    event,
    type: 'event_callback',
    event_id: ids.event(),
    event_time: Math.floor(clock.now() / 1_000),
    authorizations: [{ enterprise_id: null, ...authorization }],
    is_ext_shared_channel: false,
    event_context: ids.secret(),
  };
}

/** docs, Events API: values of X-Slack-Retry-Reason; Socket Mode says plain `timeout`. */
function retryReasonFor(reason: string): string {
  if (reason === 'operation_timeout') return 'timeout';
  return reason.startsWith('http_') ? 'http_error' : 'connection_failed';
}

function nameOf(payload: Record<string, unknown>): string {
  const { event, command, type } = payload;
  if (typeof event === 'object' && event && 'type' in event) return String(event.type);
  return String(command ?? type);
}
