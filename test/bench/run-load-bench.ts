import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { shippedLibrary } from '../../src/library/open-paperboy.ts';
import { readPapers } from '../../src/sources/digest-file/read-papers.ts';
import { freePort } from '../playground/stand-in/support.ts';
import { oneOf, seeded } from '../support/seeded.ts';
import { type LoadFigures, type LoadRun, type Spread, secrets } from './load/load-run.ts';
import type { BotProbe } from './load/probe.ts';
import { benchQuestions } from './questions.ts';

// npm run bench:load [-- --rates 50,100,200,400 --seconds 10 --modes http,socket --endurance 50000 --endurance-rate 150]: the bot as
// `npm start` runs it, asked by commands and mentions at fixed rates.

const { values } = parseArgs({
  options: {
    rates: { type: 'string', default: '50,100,200,400' },
    seconds: { type: 'string', default: '10' },
    modes: { type: 'string', default: 'http,socket' },
    endurance: { type: 'string', default: '50000' },
    'endurance-rate': { type: 'string', default: '150' },
  },
});
const numbersIn = (text: string): number[] => text.split(',').map(Number);
const modes = values.modes.split(',');
const [seconds, endurance, enduranceRate] = [values.seconds, values.endurance, values['endurance-rate']].map(
  Number,
) as [number, number, number];
const drainMs = 10_000;
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

const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const stateDir = mkdtempSync(join(tmpdir(), 'paperboy-load-'));
const slack = fork(fileOf('load/slack-process.ts'));
const [origin] = (await once(slack, 'message')) as [string];

async function askOf<Told>(process: ChildProcess, message: object): Promise<Told> {
  const told = once(process, 'message');
  process.send(message);
  return (await told)[0] as Told;
}

interface Bot {
  readonly eventsUrl: string | undefined;
  probe(): Promise<BotProbe>;
  stop(): Promise<void>;
}

async function startBot(mode: string): Promise<Bot> {
  const port = await freePort();
  const wayIn = mode === 'http' ? { SLACK_SIGNING_SECRET: secrets.signing } : { SLACK_APP_TOKEN: secrets.app };
  const child = fork(fileOf('../../src/main.ts'), [], {
    execArgv: ['--expose-gc', '--import', fileOf('load/probe.ts')],
    env: {
      ...{ PATH: process.env['PATH'] ?? '', SLACK_BOT_TOKEN: secrets.bot, SLACK_API_URL: `${origin}/api/`, ...wayIn },
      ...{ PORT: String(port), STATE_DIR: join(stateDir, mode), SOURCES: 'none', LOG_LEVEL: 'info' },
    },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(log)));
    child.stderr?.on('data', (chunk) => {
      log = `${log}${chunk}`.slice(-10_000);
      if (log.includes('"Ready"')) resolve();
    });
  });
  const eventsUrl = mode === 'http' ? `http://127.0.0.1:${port}/slack/events` : undefined;
  const bot: Bot = {
    eventsUrl,
    probe: () => askOf<BotProbe>(child, {}),
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
  // A running bot is measured: compiled, its encoder loaded.
  await measure(bot, warmUp.slice(0, 500), 50);
  return bot;
}

async function measure(bot: Bot, questions: readonly string[], perSecond: number): Promise<LoadFigures & BotProbe> {
  await bot.probe();
  const job: LoadRun = { eventsUrl: bot.eventsUrl, questions, perSecond, drainMs };
  const figures = await askOf<LoadFigures>(slack, job);
  return { ...figures, ...(await bot.probe()) };
}

const shown = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(2));
const spread = ({ p50, p99, max }: Spread): string[] => [shown(p50), shown(p99), shown(max)];
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
const others = (): string => loadavg()[0]?.toFixed(1) ?? '';

try {
  const rows: string[][] = [];
  for (const mode of modes) {
    const bot = await startBot(mode);
    for (const [kind, draw] of [
      ['repeated', repeated],
      ['all different', allDifferent],
    ] as const) {
      for (const rate of numbersIn(values.rates)) {
        const figures = await measure(bot, draw(rate * seconds), rate);
        const { ackMs, answerMs, sent, lost, coreMs, elapsedMs, residentBytes, loopDelayP99Ms, loopDelayMaxMs } =
          figures;
        const taken = [shown(coreMs / sent), ((coreMs / elapsedMs) * 100).toFixed(0), megabytes(residentBytes)];
        const ofBot = [...taken, shown(loopDelayP99Ms), shown(loopDelayMaxMs)];
        rows.push([mode, kind, String(rate), ...spread(ackMs), ...spread(answerMs), String(lost), ...ofBot, others()]);
        process.stderr.write(`${rows.at(-1)?.join(' | ')}\n`);
      }
    }
    await bot.stop();
  }
  process.stdout.write(
    `${table(
      [
        'mode',
        'questions',
        'a second',
        'ack p50, ms',
        'p99',
        'max',
        'answer p50, ms',
        'p99',
        'max',
        'lost',
        'core ms a question',
        '% of a core',
        'RSS, MB',
        'loop delay p99, ms',
        'max',
        'load',
      ],
      rows,
    )}\n`,
  );
  if (endurance > 0) {
    const bot = await startBot(modes[0] ?? 'http');
    const tenths: string[][] = [];
    for (let tenth = 1; tenth <= 10; tenth += 1) {
      const { residentBytes, heldBytes, answerMs, lost } = await measure(bot, repeated(endurance / 10), enduranceRate);
      tenths.push([
        String((tenth * endurance) / 10),
        megabytes(residentBytes),
        megabytes(heldBytes),
        shown(answerMs.p99),
        String(lost),
        others(),
      ]);
      process.stderr.write(`${tenths.at(-1)?.join(' | ')}\n`);
    }
    await bot.stop();
    process.stdout.write(
      `${table(['questions', 'RSS, MB', 'held by V8, MB', 'answer p99, ms', 'lost', 'load'], tenths)}\n`,
    );
  }
} finally {
  slack.kill();
  rmSync(stateDir, { recursive: true, force: true });
}
