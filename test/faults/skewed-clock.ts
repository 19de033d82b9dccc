/** A clock that is wrong. */
export interface Skew {
  /** How far ahead it is, in milliseconds; of more than one it jumps from each to the next. */
  readonly aheadMs: readonly number[];
}

/** Long enough for some posts between two jumps, short enough for many in a round. */
const betweenJumpsMs = 7_000;

/**
 * Of replicas that share the work: one that is right, one that is half a minute ahead, one that jumps about between them. A mention's
 * lease is a minute: clocks that differ by as much leave nothing of it.
 */
export const skews: readonly Skew[] = [
  { aheadMs: [0] },
  { aheadMs: [30_000] },
  { aheadMs: [0, 30_000, 10_000, 20_000] },
];

/** Milliseconds since 1970, as the clock of this machine would have it. */
export function createSkewedClock({ aheadMs }: Skew): () => number {
  return () => {
    const jump = Math.floor(performance.now() / betweenJumpsMs) % aheadMs.length;
    return Date.now() + (aheadMs[jump] ?? 0);
  };
}
