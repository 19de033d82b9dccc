import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Timing } from '../../src/digests/deliver.ts';
import { startSlackStandIn } from '../../src/playground/stand-in/slack-stand-in.ts';
import { openStore, type Store, type StorePlace } from '../../src/store/open-store.ts';
import { startPostgres } from '../support/postgres.ts';
import { seeded } from '../support/seeded.ts';
import { startChaos } from './chaos.ts';
import { createDrawFault } from './draw-fault.ts';
import { insertDue } from './due-subscriptions.ts';
import { readHostileSources } from './hostile-sources.ts';
import { type MentionsRound, runMentionsRound } from './mentions-round.ts';
import { planMany, planThroughClockChanges } from './planning-figures.ts';
import { countStanding } from './standing.ts';
import { sendAsStrangers } from './strangers.ts';

// npm run test:faults [postgres|sqlite|mentions|planning|sources|strangers]: digests and answers through a Slack that fails, workers
// that are killed and clocks that jump: every one must stand in Slack once. Then sources that are made to keep the bot from answering,
// and deliveries that are not what their type says. Exits 1 when something is not as it should be.

/** Shorter than in the bot, in the same order: a request ends before the lease does, and Slack's history shows a post at once. */
const timing: Timing = {
  leaseMs: 6_000,
  requestMs: 3_000,
  settleMs: 1_000,
  firstPauseMs: 500,
  longestPauseMs: 4_000,
  pollMs: 200,
};
const callTimeoutMs = 2_000;

interface Round {
  readonly engine: 'sqlite' | 'postgres';
  readonly name: string;
  readonly deliveries: number;
  readonly workers: number;
  readonly postsBetween: readonly [number, number];
  readonly freezeShare: number;
  readonly seed: number;
  /** The round fails when it takes longer: several times what it took on two busy cores. */
  readonly limitMs: number;
}

const rounds: readonly Round[] = [
  {
    engine: 'postgres',
    name: 'PostgreSQL, 3 workers, kill -9',
    deliveries: 2_000,
    workers: 3,
    postsBetween: [10, 50],
    freezeShare: 0,
    seed: 1,
    limitMs: 1_200_000,
  },
  {
    engine: 'postgres',
    name: 'PostgreSQL, 3 workers, frozen past their lease',
    deliveries: 500,
    workers: 3,
    postsBetween: [10, 40],
    freezeShare: 1,
    seed: 2,
    limitMs: 600_000,
  },
  {
    engine: 'sqlite',
    name: 'SQLite, 1 worker, kill -9 and restart',
    deliveries: 200,
    workers: 1,
    postsBetween: [2, 10],
    freezeShare: 0,
    seed: 3,
    limitMs: 600_000,
  },
];

const mentionsRounds: readonly (MentionsRound & Pick<Round, 'engine'>)[] = [
  {
    engine: 'postgres',
    name: 'PostgreSQL, 2 bots, kill -9 during mentions',
    mentions: 500,
    bots: 2,
    postsBetween: [15, 60],
    seed: 4,
  },
  {
    engine: 'sqlite',
    name: 'SQLite, 1 bot, kill -9 and restart during mentions',
    mentions: 100,
    bots: 1,
    postsBetween: [15, 60],
    seed: 5,
  },
];

const workerFile = fileURLToPath(new URL('worker-process.ts', import.meta.url));

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
async function runRound(round: Round, place: StorePlace): Promise<boolean> {
  const { name, deliveries, seed, limitMs, freezeShare } = round;
  const slack = await startSlackStandIn({ moreChannels: deliveries, messagesPerSecond: { rate: 20, burst: 20 } });
  const faults = createDrawFault(seeded(seed + 1_000));
  const store = await openStore(place);
  await insertDue(store, {
    count: deliveries,
    dueAt: Math.floor(Date.now() / 60_000) * 60_000 - 60_000,
    detailsEvery,
  });
  const { databaseUrl, stateDir } = place;
  const { apiUrl: slackApiUrl, botToken } = slack;
  const startedAt = performance.now();
  const argument = { databaseUrl, stateDir, slackApiUrl, botToken, timing, callTimeoutMs };
  const { leaseMs } = timing;
  const chaos = startChaos({ ...round, random: seeded(seed), processFile: workerFile, leaseMs, argument });
  slack.faults.drawWith((on) => {
    if (on === 'chat.postMessage') chaos.posted();
    return faults.draw(on);
  });
  try {
    let left = deliveries;
    while (left > 0 && performance.now() - startedAt < limitMs) {
      await sleep(500);
      left = await unfinished(store);
      if (process.stderr.isTTY) process.stderr.write(`\r${name}: ${deliveries - left} of ${deliveries} `);
    }
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    // Frozen workers wake up late and may still act.
    await sleep(freezeShare > 0 ? timing.leaseMs + 4_000 : 0);
    chaos.stop();
    const { messages, lost, twice } = await countStanding(slack, store, deliveries);
    const { kills, freezes } = chaos.counts;
    const drawn = [...faults.drawn].sort().map(([fault, count]) => `${count} ${fault}`);
    process.stdout.write(
      `${name}: ${deliveries} deliveries of ${messages} messages, ${kills} kills, ${freezes} freezes, ${lost} lost, ${twice} twice, ${seconds} s\n` +
        `  faults: ${drawn.join(', ')}\n`,
    );
    return lost === 0 && twice === 0;
  } finally {
    chaos.stop();
    await store.close();
    await slack.stop();
  }
}

async function runPlanning(open: () => Promise<Store>): Promise<boolean> {
  let isRight = true;
  const plans = [
    (store: Store) => planMany(store, 5_000, 0),
    (store: Store) => planMany(store, 1_000, 30),
    (store: Store) => planThroughClockChanges(store, 4),
  ];
  for (const plan of plans) {
    const store = await open();
    const figures = await plan(store);
    await store.close();
    process.stdout.write(`${figures.what}: ${figures.said}\n`);
    isRight &&= figures.isRight;
  }
  return isRight;
}

const [wanted] = process.argv.slice(2);
const postgres = ['sqlite', 'sources', 'strangers'].includes(wanted ?? '') ? undefined : await startPostgres();
const stateDir = mkdtempSync(join(tmpdir(), 'paperboy-faults-'));
let places = 0;

async function emptyPlace(engine: Round['engine']): Promise<StorePlace> {
  places += 1;
  return {
    databaseUrl: engine === 'postgres' ? await postgres?.createDatabase(`faults_${places}`) : undefined,
    stateDir: join(stateDir, `${places}`),
    onConnectionError: () => undefined,
  };
}

const results: boolean[] = [];
try {
  for (const round of rounds) {
    if (wanted === undefined || wanted === round.engine)
      results.push(await runRound(round, await emptyPlace(round.engine)));
  }
  for (const round of mentionsRounds) {
    if (wanted === undefined || wanted === 'mentions')
      results.push(await runMentionsRound(round, await emptyPlace(round.engine)));
  }
  for (const engine of ['postgres', 'sqlite'] as const) {
    if (wanted === undefined || wanted === 'planning')
      results.push(await runPlanning(async () => openStore(await emptyPlace(engine))));
  }
  if (wanted === undefined || wanted === 'sources') results.push(await readHostileSources());
  if (wanted === undefined || wanted === 'strangers') results.push(await sendAsStrangers());
} finally {
  await postgres?.stop();
  rmSync(stateDir, { recursive: true, force: true });
}
const isRight = results.length > 0 && !results.includes(false);
process.stdout.write(
  isRight ? 'Every digest and every answer was posted once, and nobody was kept waiting.\n' : 'FAILED: see above.\n',
);
// The package that starts PostgreSQL ends the process by itself, with 0 whatever exitCode says.
process.exit(isRight ? 0 : 1);
