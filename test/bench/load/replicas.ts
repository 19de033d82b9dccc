import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../playground/stand-in/support.ts';
import { secrets } from './load-run.ts';
import type { BotProbe } from './probe.ts';

const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Sends a message to a process and gives its answer. */
export async function askOf<Told>(process: ChildProcess, message: object | string): Promise<Told> {
  const told = once(process, 'message');
  process.send(message);
  return (await told)[0] as Told;
}

export interface ReplicaOptions {
  /** "http" or "socket". */
  readonly mode: string;
  readonly count: number;
  /** Of the process that plays Slack. */
  readonly slackOrigin: string;
  /** By default an SQLite file in `stateDir`. */
  readonly databaseUrl?: string | undefined;
  readonly stateDir: string;
  /** What lets them act in workspaces; by default one token. */
  readonly access?: Readonly<Record<string, string>>;
}

/** The bot as `npm start` runs it, in as many processes. */
export interface Replicas {
  /** None over Socket Mode. */
  readonly eventsUrls: readonly string[];
  /** Of all of them together: sums of what they take, the worst of their delays. */
  probe(): Promise<BotProbe>;
  stop(): Promise<void>;
}

async function startOne(options: ReplicaOptions, port: number, index: number): Promise<ChildProcess> {
  const { mode, slackOrigin, databaseUrl, stateDir, access = { SLACK_BOT_TOKEN: secrets.bot } } = options;
  const wayIn = mode === 'http' ? { SLACK_SIGNING_SECRET: secrets.signing } : { SLACK_APP_TOKEN: secrets.app };
  const child = fork(fileOf('../../../src/main.ts'), [], {
    execArgv: ['--expose-gc', '--v8-pool-size=1', '--import', fileOf('probe.ts')],
    env: {
      ...{ PATH: process.env['PATH'] ?? '', SLACK_API_URL: `${slackOrigin}/api/`, ...access, ...wayIn },
      ...{ PORT: String(port), STATE_DIR: join(stateDir, String(index)), SOURCES: 'none', LOG_LEVEL: 'info' },
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
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
  return child;
}

function together(probes: readonly BotProbe[]): BotProbe {
  const sum = (of: (probe: BotProbe) => number): number => probes.reduce((all, probe) => all + of(probe), 0);
  const worst = (of: (probe: BotProbe) => number): number => Math.max(...probes.map(of));
  return {
    coreMs: sum(({ coreMs }) => coreMs),
    elapsedMs: worst(({ elapsedMs }) => elapsedMs),
    residentBytes: sum(({ residentBytes }) => residentBytes),
    heldBytes: sum(({ heldBytes }) => heldBytes),
    loopDelayP99Ms: worst(({ loopDelayP99Ms }) => loopDelayP99Ms),
    loopDelayMaxMs: worst(({ loopDelayMaxMs }) => loopDelayMaxMs),
  };
}

export async function startReplicas(options: ReplicaOptions): Promise<Replicas> {
  const ports: number[] = [];
  const children: ChildProcess[] = [];
  for (let index = 0; index < options.count; index += 1) {
    const port = await freePort();
    ports.push(port);
    children.push(await startOne(options, port, index));
  }
  return {
    eventsUrls: options.mode === 'http' ? ports.map((port) => `http://127.0.0.1:${port}/slack/events`) : [],
    probe: async () => together(await Promise.all(children.map((child) => askOf<BotProbe>(child, {})))),
    async stop() {
      await Promise.all(
        children.map(async (child) => {
          const exited = once(child, 'exit');
          child.kill('SIGTERM');
          await exited;
        }),
      );
    },
  };
}
