import type { Deliveries } from '../store/deliveries.ts';
import type { Claimed } from '../store/delivery.ts';

/** After half a day a digest is no news, and the next one is near. */
const giveUpAfterMs = 12 * 3_600_000;
/** A refusal that nobody knows may be trouble that passes; after this it is a refusal. */
const doubtMs = 3_600_000;
/** When a second channel of a workspace is told to wait within this, all of it is taken to be; it is tried again as soon. */
const allBusyMs = 60_000;
/** Pauses grow by up to this part at random, so that what failed together is not tried again together. */
const jitter = 0.2;

export interface WaitingDependencies {
  readonly deliveries: Pick<Deliveries, 'shift'>;
  /** The pause before a delivery is tried again doubles from the first to the longest. */
  readonly timing: { readonly firstPauseMs: number; readonly longestPauseMs: number };
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
}

export type Waiting = ReturnType<typeof createWaiting>;

/** How long what Slack did not take waits, and what waits with it. */
export function createWaiting({ deliveries, timing, now, random }: WaitingDependencies) {
  const { firstPauseMs, longestPauseMs } = timing;
  /** The channel of each workspace that was last told to wait. */
  const busy = new Map<string, { readonly channel: string; readonly at: number }>();

  const isOlder = ({ createdAt }: Claimed, thanMs: number): boolean => now() - createdAt > thanMs;

  /** Grows with each try. */
  function pauseMs({ attempts }: Claimed): number {
    const grown = Math.min(firstPauseMs * 2 ** Math.max(attempts - 1, 0), longestPauseMs);
    return Math.round(grown * (1 + jitter * random()));
  }

  return {
    pauseMs,
    /** A moment at least `leastMs` from now; later after several tries. */
    until: (claimed: Claimed, leastMs: number): number =>
      now() + Math.max(leastMs, claimed.attempts > 1 ? pauseMs(claimed) : 0),
    isTooOld: (claimed: Claimed): boolean => isOlder(claimed, giveUpAfterMs),
    /** Nobody takes it for passing trouble any more. */
    isInDoubtTooLong: (claimed: Claimed): boolean => isOlder(claimed, doubtMs),
    /**
     * Holds up what has to wait with it. Slack limits each channel, and each method of each workspace, and does not say which limit was
     * met. A second channel within the time tells: then all of the workspace waits, and is tried again soon. What was refused waits as
     * long as it was told.
     */
    async hold({ team, channel }: Claimed, until: number): Promise<void> {
      const last = busy.get(team);
      busy.set(team, { channel, at: now() });
      const isForAll = last !== undefined && last.channel !== channel && now() - last.at < allBusyMs;
      if (isForAll) await deliveries.shift({ team }, Math.min(until, now() + allBusyMs));
      else await deliveries.shift({ team, channel }, until);
    },
  };
}
