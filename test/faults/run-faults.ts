import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Timing } from '../../src/digests/deliver.ts';
import { startSlackStandIn } from '../../src/playground/stand-in/slack-stand-in.ts';
import { createDeliveries } from '../../src/store/deliveries.ts';
import { openStore, type Store, type StorePlace } from '../../src/store/open-store.ts';
import { startPostgres } from '../support/postgres.ts';
import { seeded } from '../support/seeded.ts';
import { createDrawFault } from './draw-fault.ts';
import type { WorkerArguments } from './worker-process.ts';

// npm run test:faults: digests through a Slack that fails and workers that are killed. Every one must stand in Slack once.

const workerFile = fileURLToPath(new URL('worker-process.ts', import.meta.url));

/** Shorter than in the bot, in the same order: a request ends before the lease does, and Slack's history shows a post at once. */
const timing: Timing = { leaseMs: 6_000, requestMs: 3_000, settleMs: 1_000, pollMs: 200 };
const callTimeoutMs = 2_000;

interface Round {
  readonly name: string;
  readonly deliveries: number;
  /** Every so many subscriptions one with details in the thread. */
  readonly detailsEvery: number;
  readonly workers: number;
  /** Between two kills, from and to. */
  readonly killPauseMs: readonly [number, number];
  /** Share of the kills that freeze the worker beyond its lease instead. */
  readonly freezeShare: number;
  readonly seed: number;
  /** The round fails when it takes longer. */
  readonly limitMs: number;
}

const rounds: readonly (Round & { readonly engine: 'sqlite' | 'postgres' })[] = [
  {
    engine: 'postgres',
    name: 'PostgreSQL, 3 workers, kill -9',
    deliveries: 2_000,
    detailsEvery: 20,
    workers: 3,
    killPauseMs: [300, 1_500],
    freezeShare: 0,
    seed: 1,
    limitMs: 300_000,
  },
  {
    engine: 'postgres',
    name: 'PostgreSQL, 3 workers, frozen past their lease',
    deliveries: 500,
    detailsEvery: 20,
    workers: 3,
    killPauseMs: [1_000, 3_000],
    freezeShare: 1,
    seed: 2,
    limitMs: 240_000,
  },
  {
    engine: 'sqlite',
    name: 'SQLite, 1 worker, kill -9 and restart',
    deliveries: 200,
    detailsEvery: 20,
    workers: 1,
    killPauseMs: [600, 2_000],
    freezeShare: 0,
    seed: 3,
    limitMs: 240_000,
  },
];

/** Subscriptions that came due a minute ago, each in a channel of its own; ten to a workspace. */
async function insertDue(store: Store, { deliveries, detailsEvery }: Round): Promise<void> {
  const due = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 60_000);
  const rows = Array.from({ length: deliveries }, (_, index) => ({
    id: `s${index}`,
    team: `T${Math.floor(index / 10)}`,
    channel: `C${String(index).padStart(4, '0')}`,
    created_by: 'U00000ADA0',
    time: due.toISOString().slice(11, 16),
    days: '[1,2,3,4,5,6,7]',
    time_zone: 'UTC',
    topics: '[]',
    exclusions: '[]',
    size: 1,
    has_details: index % detailsEvery === 0 ? 1 : 0,
    when_quiet: 'archive',
    paused: null,
    next_at: due.getTime(),
    created_at: due.getTime(),
  }));
  for (let start = 0; start < rows.length; start += 200) {
    await store.db
      .insertInto('subscriptions')
      .values(rows.slice(start, start + 200))
      .execute();
  }
}

/** Keeps so many workers alive, and kills or freezes one after the other until it is told to stop. */
function startChaos(round: Round, argument: WorkerArguments, random: () => number) {
  const counts = { kills: 0, freezes: 0 };
  let isOver = false;
  const workers = new Set<ChildProcess>();
  const start = (): void => {
    const worker = spawn(process.execPath, [workerFile, JSON.stringify(argument)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    workers.add(worker);
    worker.once('exit', () => {
      workers.delete(worker);
      if (!isOver) start();
    });
  };
  for (let worker = 0; worker < round.workers; worker += 1) start();

  const freeze = async (worker: ChildProcess): Promise<void> => {
    worker.kill('SIGSTOP');
    await sleep(timing.leaseMs + 1_000 + random() * 2_000);
    worker.kill('SIGCONT');
  };
  const [least, most] = round.killPauseMs;
  const running = (async () => {
    while (!isOver) {
      await sleep(least + random() * (most - least));
      const victim = [...workers][Math.floor(random() * workers.size)];
      if (victim === undefined || isOver) continue;
      if (random() < round.freezeShare) {
        counts.freezes += 1;
        void freeze(victim);
      } else {
        counts.kills += 1;
        victim.kill('SIGKILL');
      }
    }
  })();
  return {
    counts,
    async stop() {
      isOver = true;
      await running;
      for (const worker of workers) worker.kill('SIGKILL');
    },
  };
}

const ours = z.object({ event_payload: z.object({ delivery: z.string(), part: z.number() }) });

interface Figures {
  readonly round: string;
  readonly deliveries: number;
  readonly messages: number;
  readonly kills: number;
  readonly freezes: number;
  readonly faults: number;
  readonly lost: number;
  readonly twice: number;
  readonly seconds: number;
}

async function runRound(round: Round, place: StorePlace): Promise<Figures> {
  const slack = await startSlackStandIn({ moreChannels: round.deliveries, messagesPerSecond: { rate: 20, burst: 20 } });
  const random = seeded(round.seed);
  const faults = createDrawFault(seeded(round.seed + 1_000));
  slack.faults.drawWith(faults.draw);
  const store = await openStore(place);
  await insertDue(store, round);
  const { databaseUrl, stateDir } = place;
  const { apiUrl: slackApiUrl, botToken } = slack;
  const startedAt = performance.now();
  const chaos = startChaos(round, { databaseUrl, stateDir, slackApiUrl, botToken, timing, callTimeoutMs }, random);
  const unfinished = async (): Promise<number> => {
    const { count } = await store.db
      .selectFrom('subscriptions')
      .leftJoin('deliveries', (join) =>
        join.onRef('deliveries.subscription_id', '=', 'subscriptions.id').on('deliveries.finished_at', 'is not', null),
      )
      .where('deliveries.id', 'is', null)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  let left = round.deliveries;
  while (left > 0 && performance.now() - startedAt < round.limitMs) {
    await sleep(500);
    left = await unfinished();
    if (process.stderr.isTTY)
      process.stderr.write(`\r${round.name}: ${round.deliveries - left} of ${round.deliveries} `);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  // Frozen workers wake up late and may still act.
  await sleep(round.freezeShare > 0 ? timing.leaseMs + 4_000 : 0);
  await chaos.stop();
  if (process.stderr.isTTY) process.stderr.write('\n');

  const standing = new Map<string, number>();
  for (const { id } of slack.workspace.channels()) {
    for (const top of slack.workspace.messages(id)) {
      const thread = slack.workspace.thread(id, top.ts);
      for (const message of thread.length > 0 ? thread : [top]) {
        const known = ours.safeParse(message.metadata);
        if (!known.success) continue;
        const { delivery, part } = known.data.event_payload;
        standing.set(`${delivery}/${part}`, (standing.get(`${delivery}/${part}`) ?? 0) + 1);
      }
    }
  }
  const rows = await store.db.selectFrom('deliveries').selectAll().execute();
  const deliveries = createDeliveries(store);
  let lost = round.deliveries - rows.length;
  for (const { id, parts } of rows) {
    const delivery = await deliveries.get(id);
    const missing = Array.from({ length: Math.max(parts, 1) }, (_, part) => !standing.has(`${id}/${part}`));
    if (delivery?.state !== 'sent' || missing.includes(true)) lost += 1;
  }
  const twice = [...standing.values()].filter((count) => count > 1).length;
  const faultCount = [...faults.drawn.values()].reduce((sum, count) => sum + count, 0);
  await store.close();
  await slack.stop();
  return {
    round: round.name,
    deliveries: round.deliveries,
    messages: standing.size,
    ...chaos.counts,
    faults: faultCount,
    lost,
    twice,
    seconds: Math.round(seconds),
  };
}

const wanted = process.argv[2];
const figures: Figures[] = [];
for (const round of rounds) {
  if (wanted !== undefined && round.engine !== wanted) continue;
  const stateDir = mkdtempSync(join(tmpdir(), 'paperboy-faults-'));
  const postgres = round.engine === 'postgres' ? await startPostgres() : undefined;
  const databaseUrl = await postgres?.createDatabase('faults');
  figures.push(await runRound(round, { databaseUrl, stateDir, onConnectionError: () => undefined }));
  await postgres?.stop();
  rmSync(stateDir, { recursive: true, force: true });
}
for (const { round, ...counts } of figures) {
  const told = Object.entries(counts).map(([name, value]) => `${value} ${name}`);
  process.stdout.write(`${round}: ${told.join(', ')}\n`);
}
process.exitCode = figures.some(({ lost, twice }) => lost > 0 || twice > 0) ? 1 : 0;
