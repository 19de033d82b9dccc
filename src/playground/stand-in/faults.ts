import type { TrafficLog } from './traffic.ts';

export interface Fault {
  /** A method such as `chat.postMessage`, `response_url`, or `deliver:` and an envelope type. */
  on: string;
  /** One of `answerFaults` or, of a delivery, of `deliveryFaults`. */
  kind: FaultKind;
  /** Of 429. Default 1. */
  retryAfterSeconds?: number;
  /** Of refused. Default `internal_error`. */
  error?: string;
  /** Of odd: what comes instead of Slack's answer. Default: 200 and nothing. */
  answer?: OddAnswer;
  /** Of slow and delay. Default 1,000. */
  delayMs?: number;
  /** The work is done first and only its answer lost. Of lose: the envelope arrives and its ack is lost. */
  after?: boolean;
  /** How many times. Default 1. */
  times?: number;
}

export interface OddAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

export const answerFaults = ['429', '500', 'hang', 'drop', 'slow', 'refused', 'badjson', 'html', 'odd'] as const;
export const deliveryFaults = ['duplicate', 'lose', 'delay'] as const;
type FaultKind = (typeof answerFaults | typeof deliveryFaults)[number];

const defaults = { retryAfterSeconds: 1, error: 'internal_error', answer: {}, delayMs: 1_000, after: false, times: 1 };

export function createFaultQueue({ traffic }: { traffic: TrafficLog }) {
  let faults: Required<Fault>[] = [];
  let draw: (on: string) => Omit<Fault, 'on'> | undefined = () => undefined;

  function drawn(on: string): Required<Fault> | undefined {
    const fault = draw(on);
    return fault && { ...defaults, ...fault, on };
  }

  return {
    inject(fault: Fault) {
      const isDelivery = fault.on.startsWith('deliver:');
      if (isDelivery !== deliveryFaults.some((kind) => kind === fault.kind)) {
        throw new Error(
          `"${fault.kind}" cannot happen on "${fault.on}". Deliveries know ${deliveryFaults.join(', ')}.`,
        );
      }
      faults.push({ ...defaults, ...fault });
    },
    /** Faults still waiting to happen. */
    list: () => structuredClone(faults),
    clear() {
      faults = [];
      draw = () => undefined;
    },
    /** From now on a call for which no fault waits is asked for here: what is given happens to it. */
    drawWith(next: typeof draw) {
      draw = next;
    },
    /** The next fault for this place, if any; using it up. */
    take(on: string) {
      const fault = faults.find((waiting) => waiting.on === on) ?? drawn(on);
      if (!fault) return undefined;
      fault.times -= 1;
      if (fault.times <= 0) faults = faults.filter((waiting) => waiting !== fault);
      traffic.add({ kind: 'fault', on, fault: fault.after ? `${fault.kind} after the work` : fault.kind });
      return fault;
    },
  };
}

export type FaultQueue = ReturnType<typeof createFaultQueue>;

/** What can be made to go wrong. Channels go by id or by name. */
export interface Faults extends Omit<FaultQueue, 'take'> {
  /** Sends Slack's `disconnect` on every socket: `warning`, `refresh_requested` or `link_disabled`. */
  disconnectSockets(reason?: string): void;
  /** Cuts every socket without a word. */
  dropSockets(): void;
  /** From now on the bot token gives `token_revoked`, or another refusal of the whole workspace such as `account_inactive`. */
  revokeToken(error?: string): void;
  /** An admin has let the bot in again. */
  restoreToken(): void;
  /** From now on no message may hold blocks of these types, as where Slack does not have them yet; none: it takes all again. */
  refuseBlocks(...types: string[]): void;
  kickBot(channel: string): void;
}
