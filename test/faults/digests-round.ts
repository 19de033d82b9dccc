import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Timing, usualTiming } from '../../src/digests/deliver.ts';
import { startSlackStandIn } from '../../src/playground/stand-in/slack-stand-in.ts';
import { openStore, type Store, type StorePlace } from '../../src/store/open-store.ts';
import type { Postgres } from '../support/postgres.ts';
import { seeded } from '../support/seeded.ts';
import { startChaos } from './chaos.ts';
import { createDrawFault } from './draw-fault.ts';
import { insertDue } from './due-subscriptions.ts';
import type { Version } from './earlier-version.ts';
import { countStanding } from './standing.ts';
import { prepareTroubles, type Trouble } from './troubles.ts';

/** Shorter than in the bot, in the same order: a request ends before the lease does, and Slack's history shows a post at once. */
const timing: Timing = {
  leaseMs: 6_000,
  requestMs: 3_000,
  settleMs: 1_000,
  firstPauseMs: 500,
  longestPauseMs: 4_000,
  pollMs: 200,
};
/** Clocks differ by more than a short lease: its length is the bot's. */
const timingOfSkewed: Timing = { ...timing, leaseMs: usualTiming.leaseMs, requestMs: usualTiming.requestMs };
const callTimeoutMs = 2_000;

export interface DigestsRound {
  readonly name: string;
  readonly deliveries: number;
  readonly workers: number;
  readonly postsBetween: readonly [number, number];
  readonly trouble: Trouble;
  readonly isSkewed?: boolean;
  /** Workers begin as this version, and are started again as today's. */
  readonly before?: Version;
  readonly seed: number;
  /** The round fails when it takes longer: several times what it took on two busy cores. */
  readonly limitMs: number;
}

const today: Version = {
  name: 'today',
  workerFile: fileURLToPath(new URL('worker-process.ts', import.meta.url)),
  openStore,
  insertDue,
};

/** One digest in so many has details in its thread: more messages, each of which may go wrong. */
const detailsEvery = 20;

async function unfinished({ db }: Store): Promise<number> {
  const { count } = await db
    .selectFrom('subscriptions')
    .leftJoin('deliveries', (join) =>
      join.onRef('deliveries.subscription_id', '=', 'subscriptions.id').on('deliveries.finished_at', 'is not', null),
    )
    .where('deliveries.id', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** @returns whether every message stands in Slack once */
export async function runDigestsRound(
  round: DigestsRound,
  place: StorePlace,
  postgres: Postgres | undefined,
): Promise<boolean> {
  const { name, deliveries, seed, limitMs, before = today, isSkewed = false } = round;
  const slack = await startSlackStandIn({ moreChannels: deliveries, messagesPerSecond: { rate: 20, burst: 20 } });
  const faults = createDrawFault(seeded(seed + 1_000));
  const random = seeded(seed);
  const store = await before.openStore(place);
  await before.insertDue(store, {
    count: deliveries,
    dueAt: Math.floor(Date.now() / 60_000) * 60_000 - 60_000,
    detailsEvery,
  });
  const { apiUrl: slackApiUrl, botToken } = slack;
  const timingOfRound = isSkewed ? timingOfSkewed : timing;
  const troubles = await prepareTroubles({
    ...{ ...round, ...timingOfRound, random, postgres },
    databaseUrl: place.databaseUrl,
  });
  const startedAt = performance.now();
  const chaos = startChaos({
    ...{ ...round, random, blow: troubles.blow, processFiles: [before.workerFile, today.workerFile] },
    argumentOf: (worker) => ({
      ...{ stateDir: place.stateDir, slackApiUrl, botToken, timing: timingOfRound, callTimeoutMs },
      ...troubles.of(worker),
    }),
  });
  slack.faults.drawWith((on) => {
    if (on === 'chat.postMessage') chaos.posted();
    return faults.draw(on);
  });
  try {
    let left = deliveries;
    while (left > 0 && performance.now() - startedAt < limitMs) {
      await sleep(500);
      // The database may be away.
      left = await unfinished(store).catch(() => left);
      if (process.stderr.isTTY) process.stderr.write(`\r${name}: ${deliveries - left} of ${deliveries} `);
    }
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    await sleep(troubles.calmMs);
    chaos.stop();
    const { messages, lost, twice } = await countStanding(slack, store, deliveries);
    const { blows, ended } = chaos.counts;
    const drawn = [...faults.drawn].sort().map(([fault, count]) => `${count} ${fault}`);
    process.stdout.write(
      `${name}: ${deliveries} deliveries of ${messages} messages, ${round.trouble} ${blows} times, ${lost} lost, ${twice} twice, ${ended} processes ended by themselves, ${seconds} s, load ${loadavg()[0]?.toFixed(1)}\n` +
        `  faults: ${drawn.join(', ')}\n`,
    );
    return lost === 0 && twice === 0 && ended === 0;
  } finally {
    chaos.stop();
    troubles.stop();
    await store.close();
    await slack.stop();
  }
}
