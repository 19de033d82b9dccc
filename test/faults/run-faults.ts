import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore, type Store, type StorePlace } from '../../src/store/open-store.ts';
import { startPostgres } from '../support/postgres.ts';
import { runDigestsRound } from './digests-round.ts';
import { unpackEarlierVersion, type Version } from './earlier-version.ts';
import { readHostileSources } from './hostile-sources.ts';
import { runMentionsRound } from './mentions-round.ts';
import { planMany, planThroughClockChanges } from './planning-figures.ts';
import { digestsRounds, type Engine, mentionsRounds } from './rounds.ts';
import { sendAsStrangers } from './strangers.ts';

// npm run test:faults [-- PART] [-- --most 30]: digests and answers through a Slack that fails, while workers are killed or frozen, the
// database restarts or is cut off, clocks differ, and another version starts: every one must stand in Slack once. Then sources that are
// made to keep the bot from answering, and deliveries that are not what their type says. Exits 1 when something is not as it should be.
// Parts: those of test/faults/rounds.ts, planning, sources, strangers. --most: so many digests or mentions a round, for a first look.

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

const { values, positionals } = parseArgs({ allowPositionals: true, options: { most: { type: 'string' } } });
const [wanted] = positionals;
const most = Number(values.most ?? Number.POSITIVE_INFINITY);
const isWanted = (...parts: readonly string[]): boolean => wanted === undefined || parts.includes(wanted);

/** With less work the blows fall as often in it. */
function scaled(between: readonly [number, number], work: number): readonly [number, number] {
  const share = Math.min(1, most / work);
  return [Math.max(2, between[0] * share), Math.max(4, between[1] * share)];
}

const postgres = ['sqlite', 'sources', 'strangers'].includes(wanted ?? '') ? undefined : await startPostgres();
const folder = mkdtempSync(join(tmpdir(), 'paperboy-faults-'));
let places = 0;

async function emptyPlace(engine: Engine): Promise<StorePlace> {
  places += 1;
  return {
    databaseUrl: engine === 'postgres' ? await postgres?.createDatabase(`faults_${places}`) : undefined,
    stateDir: join(folder, `${places}`),
    onConnectionError: () => undefined,
  };
}

let earlier: Promise<Version> | undefined;
function earlierVersion(): Promise<Version> {
  earlier ??= unpackEarlierVersion(join(folder, 'earlier'));
  return earlier;
}

const results: boolean[] = [];
try {
  for (const { parts, engine, startsEarlier, ...round } of digestsRounds) {
    if (!isWanted(...parts)) continue;
    const postsBetween = scaled(round.postsBetween, round.deliveries);
    const deliveries = Math.min(round.deliveries, most);
    const before = startsEarlier === true ? { before: await earlierVersion() } : {};
    const place = await emptyPlace(engine);
    results.push(await runDigestsRound({ ...round, ...before, postsBetween, deliveries }, place, postgres));
  }
  for (const { parts, engine, ...round } of mentionsRounds) {
    if (!isWanted(...parts)) continue;
    const postsBetween = scaled(round.postsBetween, round.mentions);
    const mentions = Math.min(round.mentions, most);
    results.push(await runMentionsRound({ ...round, postsBetween, mentions }, await emptyPlace(engine), postgres));
  }
  for (const engine of ['postgres', 'sqlite'] as const) {
    if (isWanted('planning')) results.push(await runPlanning(async () => openStore(await emptyPlace(engine))));
  }
  if (isWanted('sources')) results.push(await readHostileSources());
  if (isWanted('strangers')) results.push(await sendAsStrangers());
} finally {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}
const isRight = results.length > 0 && !results.includes(false);
process.stdout.write(
  isRight ? 'Every digest and every answer was posted once, and nobody was kept waiting.\n' : 'FAILED: see above.\n',
);
// The package that starts PostgreSQL ends the process by itself, with 0 whatever exitCode says.
process.exit(isRight ? 0 : 1);
