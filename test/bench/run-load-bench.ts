import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { shippedLibrary } from '../../src/library/open-paperboy.ts';
import { readPapers } from '../../src/sources/digest-file/read-papers.ts';
import { startPostgres } from '../support/postgres.ts';
import { oneOf, seeded } from '../support/seeded.ts';
import { runDigests } from './load/digests-run.ts';
import type { LoadFigures, LoadRun } from './load/load-run.ts';
import { digestsTable, type Endurance, enduranceTable, type LoadRow, loadTable } from './load/load-tables.ts';
import type { BotProbe } from './load/probe.ts';
import { askOf, type Replicas, startReplicas } from './load/replicas.ts';
import { benchQuestions } from './questions.ts';

// npm run bench:load [-- --rates 50,100,200,400 --seconds 10 --modes http,socket --endurance 50000 --endurance-rate 150
//   --replicas 1,2,4 --database postgres://… --digests 10000 --json FILE]: the bot as `npm start` runs it, asked by commands and mentions
// at fixed rates, as one process on SQLite or as replicas on one PostgreSQL (by default one of its own, that is gone afterwards); then
// digests that are due at once. What --database names must be empty, and is used for one number of replicas and one thing at a time.

const { values } = parseArgs({
  options: {
    rates: { type: 'string', default: '50,100,200,400' },
    seconds: { type: 'string', default: '10' },
    modes: { type: 'string', default: 'http,socket' },
    endurance: { type: 'string', default: '50000' },
    'endurance-rate': { type: 'string', default: '150' },
    replicas: { type: 'string' },
    database: { type: 'string' },
    digests: { type: 'string', default: '0' },
    json: { type: 'string' },
  },
});
const numbersIn = (text: string): number[] => (text === '' ? [] : text.split(',').map(Number));
const modes = values.modes.split(',');
const [seconds, endurance, enduranceRate, digests] = [
  values.seconds,
  values.endurance,
  values['endurance-rate'],
  values.digests,
].map(Number) as [number, number, number, number];
/** What Slack did not say it has taken is looked for after 10 s, and then posted. */
const drainMs = 40_000;
const random = seeded(7);

const { papers } = readPapers(shippedLibrary);
const { timed, warmUp } = benchQuestions(papers);
const often = timed.slice(0, 300);
const words = [...new Set(papers.flatMap(({ abstract }) => abstract.match(/[A-Za-z-]{5,}/g) ?? []))];

/** As people repeat themselves: the nth commonest of a few hundred comes a nth as often as the commonest. */
function repeated(count: number): string[] {
  const place = (): number => Math.floor(often.length ** random()) - 1;
  return Array.from({ length: count }, () => often[place()] ?? '');
}

/** No two alike: four words of different papers each. */
function allDifferent(count: number): string[] {
  const word = (): string => oneOf(random, words as [string, ...string[]]);
  return Array.from({ length: count }, () => [word(), word(), word(), word()].join(' '));
}

const folder = mkdtempSync(join(tmpdir(), 'paperboy-load-'));
const slack = fork(fileURLToPath(new URL('load/slack-process.ts', import.meta.url)));
const [slackOrigin] = (await once(slack, 'message')) as [string];
const needsPostgres = values.database === undefined && (values.replicas !== undefined || digests > 0);
const postgres = needsPostgres ? await startPostgres() : undefined;
let places = 0;

/** A state folder, and with replicas a database. */
async function emptyPlace(): Promise<{ readonly stateDir: string; readonly databaseUrl: string | undefined }> {
  places += 1;
  const databaseUrl = values.database ?? (await postgres?.createDatabase(`load_${places}`));
  return { stateDir: join(folder, String(places)), databaseUrl };
}

async function measure(
  bot: Replicas,
  questions: readonly string[],
  perSecond: number,
): Promise<LoadFigures & BotProbe> {
  await bot.probe();
  const job: LoadRun = { eventsUrls: bot.eventsUrls, questions, perSecond, drainMs };
  const figures = await askOf<LoadFigures>(slack, job);
  return { ...figures, ...(await bot.probe()) };
}

async function startBot(mode: string, count: number): Promise<Replicas> {
  const { stateDir, databaseUrl } = await emptyPlace();
  const shared = values.replicas === undefined ? {} : { databaseUrl };
  const bot = await startReplicas({ mode, count, slackOrigin, stateDir, ...shared });
  // A running bot is measured: compiled, its encoder loaded.
  const warming = Array.from({ length: count }, () => warmUp.slice(0, 500)).flat();
  await measure(bot, warming, 50);
  return bot;
}

const load = (): number => loadavg()[0] ?? 0;
const noted = <Row>(rows: Row[], row: Row): void => {
  rows.push(row);
  process.stderr.write(`${JSON.stringify(row)}\n`);
};

const counts = numbersIn(values.replicas ?? '1');
const rows: LoadRow[] = [];
const tenths: Endurance[] = [];
const digestsRows: (Awaited<ReturnType<typeof runDigests>> & { readonly load: number })[] = [];
try {
  for (const mode of modes) {
    for (const replicas of counts) {
      if (values.rates === '') continue;
      const bot = await startBot(mode, replicas);
      for (const [questions, draw] of [
        ['repeated', repeated],
        ['all different', allDifferent],
      ] as const) {
        for (const rate of numbersIn(values.rates)) {
          const figures = await measure(bot, draw(rate * seconds), rate);
          noted(rows, { mode, replicas, questions, rate, ...figures, load: load() });
        }
      }
      await bot.stop();
    }
  }
  process.stdout.write(loadTable(rows));
  if (endurance > 0) {
    const bot = await startBot(modes[0] ?? 'http', 1);
    for (let tenth = 1; tenth <= 10; tenth += 1) {
      const figures = await measure(bot, repeated(endurance / 10), enduranceRate);
      noted(tenths, { questions: (tenth * endurance) / 10, ...figures, load: load() });
    }
    await bot.stop();
    process.stdout.write(enduranceTable(tenths));
  }
  for (const count of digests > 0 ? counts : []) {
    const { stateDir, databaseUrl = '' } = await emptyPlace();
    const figures = await runDigests({ slack, slackOrigin, stateDir, databaseUrl, digests, count });
    noted(digestsRows, { ...figures, load: load() });
  }
  process.stdout.write(digestsTable(digestsRows));
  if (values.json !== undefined) {
    const machine = { cores: availableParallelism(), node: process.version, at: new Date().toISOString() };
    writeFileSync(
      values.json,
      `${JSON.stringify({ machine, load: rows, endurance: tenths, digests: digestsRows }, undefined, 2)}\n`,
    );
  }
} finally {
  slack.kill();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}
// The package that starts PostgreSQL keeps the process.
process.exit(digestsRows.some(({ lost, twice }) => lost + twice > 0) ? 1 : 0);
