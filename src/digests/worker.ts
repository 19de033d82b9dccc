import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Deliveries } from '../store/deliveries.ts';
import type { Claimed } from '../store/delivery.ts';
import type { Store } from '../store/open-store.ts';
import { type AccessWatch, accessPauseMs } from './access.ts';
import type { Deliver, Timing } from './deliver.ts';
import type { Notes } from './notes.ts';
import { planDue } from './plan.ts';
import { createPolling } from './polling.ts';

/** Requests to Slack at once; more only wait for its rate limit. */
const maxInFlight = 8;
/** One that takes longer hangs, and keeps no other from being sent; of such there may be so many. */
const slowMs = 1_000;
const maxHanging = 120;

export interface WorkerDependencies {
  readonly store: Store;
  readonly deliveries: Deliveries;
  readonly deliver: Deliver;
  readonly access: AccessWatch;
  readonly notes: Notes;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonicMs: () => number;
  /** Resolves early, without an error, when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly timing: Timing;
}

export type Worker = ReturnType<typeof createWorker>;

/** Plans and posts what is due, until it is stopped. Several, in one process or many, share the work. */
export function createWorker(dependencies: WorkerDependencies) {
  const { store, deliveries, deliver, access, notes, logger, now, monotonicMs, sleep } = dependencies;
  const { leaseMs, pollMs } = dependencies.timing;

  async function deliverOne(claimed: Claimed, claimedAtMs: number): Promise<void> {
    try {
      await deliver({ claimed, elapsedMs: () => monotonicMs() - claimedAtMs });
    } catch (error) {
      // The lease runs out, and whoever claims the delivery next goes on from what is on record.
      logger.error({ err: error, delivery: claimed.id }, 'Delivery interrupted');
    }
  }

  let accessCheckedAtMs = Number.NEGATIVE_INFINITY;
  async function checkAccess(): Promise<void> {
    if (monotonicMs() - accessCheckedAtMs < accessPauseMs) return;
    accessCheckedAtMs = monotonicMs();
    await access.check();
  }

  async function seeTo(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      logger.error({ err: error }, 'Access, or what makers have to hear, not seen to');
    }
  }

  /** Plans and posts all that is due now. */
  async function pass(): Promise<void> {
    const inFlight = new Set<Promise<void>>();
    const hanging = new Set<Promise<void>>();
    function begin(work: Promise<void>): void {
      inFlight.add(work);
      const timer = setTimeout(() => {
        if (hanging.size < maxHanging && inFlight.delete(work)) hanging.add(work);
      }, slowMs);
      void work.finally(() => {
        clearTimeout(timer);
        inFlight.delete(work);
        hanging.delete(work);
      });
    }
    const aside = [seeTo(checkAccess), seeTo(notes.tell)];
    let plannedAtMs = Number.NEGATIVE_INFINITY;
    while (!polling.signal.aborted) {
      // A long queue must not keep what comes due meanwhile from being planned.
      if (monotonicMs() - plannedAtMs >= pollMs) {
        plannedAtMs = monotonicMs();
        await planDue(store, now());
      }
      const claimedAtMs = monotonicMs();
      const claimed = await deliveries.claim({ now: now(), limit: maxInFlight - inFlight.size, leaseMs });
      for (const one of claimed) begin(deliverOne(one, claimedAtMs));
      if (inFlight.size + hanging.size === 0) break;
      // What comes due meanwhile does not wait for an answer that hangs.
      if (claimed.length === 0 || inFlight.size === maxInFlight)
        await Promise.race([...inFlight, ...hanging, pause(slowMs, undefined, { ref: false })]);
    }
    await Promise.all([...inFlight, ...hanging, ...aside]);
  }

  const polling = createPolling({
    ...{ pass, pollMs, sleep, logger },
    complaint: 'Digests stand still: the store does not answer',
  });
  return { pass, start: polling.start, stop: polling.stop };
}
