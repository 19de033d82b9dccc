import type { Postgres } from '../support/postgres.ts';
import { type Blow, beyond, freezing, kill, oneAtATime } from './blows.ts';
import { startWire } from './cuttable-wire.ts';
import { type Skew, skews } from './skewed-clock.ts';

/** What happens in a round: processes are killed or frozen, their database restarts, or the network between it and one of them is cut. */
export type Trouble = 'kill' | 'freeze' | 'restart' | 'cut';

export interface TroubleOptions {
  readonly trouble: Trouble;
  /** Clocks go wrong too. */
  readonly isSkewed?: boolean;
  readonly workers: number;
  readonly leaseMs: number;
  readonly random: () => number;
  readonly databaseUrl: string | undefined;
  readonly postgres: Postgres | undefined;
}

export interface Troubles {
  readonly blow: Blow;
  /** How the nth process reaches the database, and what its clock says. */
  of(worker: number): { readonly databaseUrl: string | undefined; readonly skew: Skew };
  /** Until then whoever woke up late has acted, and what it posted twice is taken back. In milliseconds. */
  readonly calmMs: number;
  stop(): void;
}

/** Where the store did not answer, copies of an answer are looked for ten seconds later. */
const calmMs = 15_000;

const rightClock: Skew = { aheadMs: [0] };

export async function prepareTroubles(options: TroubleOptions): Promise<Troubles> {
  const { trouble, isSkewed = false, workers, leaseMs, random, databaseUrl, postgres } = options;
  const wire = trouble === 'cut' && databaseUrl !== undefined ? await startWire(databaseUrl) : undefined;
  const blows: Record<Trouble, () => Blow> = {
    kill: () => kill,
    freeze: () => freezing(leaseMs, workers - 1, random),
    restart: () => oneAtATime(async () => postgres?.restart()),
    cut: () => oneAtATime(async () => wire?.cut(beyond(leaseMs, random))),
  };
  return {
    blow: blows[trouble](),
    of: (worker) => ({
      databaseUrl: worker === 0 ? (wire?.url ?? databaseUrl) : databaseUrl,
      skew: (isSkewed ? skews[worker % skews.length] : undefined) ?? rightClock,
    }),
    calmMs: isSkewed || trouble === 'freeze' || trouble === 'cut' ? leaseMs + 4_000 : calmMs,
    stop: () => wire?.stop(),
  };
}
