import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { config as loadDotenv } from 'dotenv';
import type { Logger } from 'pino';
import { composeDigests, composeQuestions, composeSources, composeStatus, logFileProblems } from './compose.ts';
import { type Config, ConfigError, type ConfiguredAccess, readConfig } from './config.ts';
import { incompleteIn } from './library/incomplete.ts';
import { openLivePaperboy } from './library/live-paperboy.ts';
import { shippedLibrary } from './library/open-paperboy.ts';
import { appFromManifest, suggestionsFor } from './playground/app-from-manifest.ts';
import { createPlaygroundPage } from './playground/page/page-routes.ts';
import { startSlackStandIn } from './playground/stand-in/slack-stand-in.ts';
import { startTerminal } from './playground/terminal.ts';
import { composeReading } from './reading/reading-service.ts';
import { createSlackApp, type SlackAppOptions } from './slack/app.ts';
import { answerHealth } from './slack/connection/health-server.ts';
import type { SlackApp } from './slack/connection/open-app.ts';
import { SlackStartError } from './slack/connection/start-errors.ts';
import type { SlackAccess } from './slack/installations/open-workspaces.ts';
import { soundSleep } from './sources/sound-sleep.ts';
import { createFigures } from './status/figures.ts';
import { createLogger } from './status/logger.ts';
import { createTrail } from './status/trail.ts';
import { createInstallations } from './store/installations.ts';
import { openStore, type Store } from './store/open-store.ts';
import { createPlainWorkspaces } from './store/plain-workspaces.ts';
import { StoreError } from './store/store-error.ts';
import { openSummaries } from './summaries/open-summaries.ts';

/** Supervisors kill 30 s after SIGTERM (Docker's default is shorter, see CONTRIBUTING.md); this leaves room to log and exit. */
const drainMs = 25_000;

const manifestFile = fileURLToPath(new URL('../manifest.json', import.meta.url));

interface Service {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What the Slack app is over, in Slack as in the playground. */
type Core = Omit<SlackAppOptions, 'transport' | 'access' | 'slackApiUrl' | 'port' | 'metricsHost'>;

function accessOf(access: ConfiguredAccess, store: Store): SlackAccess {
  if ('botToken' in access) return access;
  const { scopes = [] } = appFromManifest(manifestFile, '');
  return { oauth: { ...access, scopes }, installations: createInstallations(store) };
}

function composeSlackApp(config: Config, core: Core, store: Store): SlackApp | undefined {
  const { slack, slackApiUrl, port, metricsHost } = config;
  if (slack.mode === 'playground') return undefined;
  const access = accessOf(slack.access, store);
  return createSlackApp({ ...core, transport: slack, access, slackApiUrl, port, metricsHost });
}

function outwardSentence({ sources: { names }, summaries }: Config): string {
  const read = `Papers are read from ${names.join(' and ')}, as SOURCES says, and authors of the shipped ones from arXiv`;
  const written = `Titles and abstracts go to ${summaries?.model} at SUMMARY_URL`;
  const outward = [...(names.length === 0 ? [] : [read]), ...(summaries === undefined ? [] : [written])];
  return outward.length === 0
    ? 'Nothing leaves this machine.'
    : `${outward.join('. ')}; nothing else leaves this machine.`;
}

/** The whole bot on a local stand-in for Slack: real handlers over real Socket Mode, and nothing leaves the machine unless SOURCES says so. */
async function composePlayground(config: Config, core: Core, readSources: () => Promise<void>): Promise<Service> {
  const standInApp = appFromManifest(manifestFile, config.command);
  const jobs = [
    { id: 'restart', label: 'Restart the bot', busyLabel: 'Restarting…', doneLabel: 'Restarted', run: restart },
    ...(config.sources.names.length > 0
      ? [{ id: 'read', label: 'Read the sources now', busyLabel: 'Reading…', doneLabel: 'Read', run: readSources }]
      : []),
  ];
  const page = createPlaygroundPage({ suggestions: suggestionsFor(standInApp), jobs });
  let app: SlackApp | undefined;
  const slack = await startSlackStandIn({
    port: config.port,
    app: standInApp,
    page: async (request, response, url) =>
      (app !== undefined && (await answerHealth(app.routes, request, response))) || page.handle(request, response, url),
  });
  page.attach(slack);
  const createBot = (): SlackApp =>
    createSlackApp({
      ...core,
      transport: { mode: 'socket', appToken: slack.appToken },
      access: { botToken: slack.botToken },
      slackApiUrl: slack.apiUrl,
      port: undefined,
    });
  app = createBot();
  let restarting = Promise.resolve();
  // The workspace of the stand-in stays, as Slack's does: what is under way goes on where it was.
  function restart(): Promise<void> {
    const restarted = restarting.then(async () => {
      await app?.stop();
      app = createBot();
      await app.start();
    });
    // The visitor is told when it fails; the next press tries again.
    restarting = restarted.catch(() => undefined);
    return restarted;
  }
  const terminal = startTerminal({
    slack,
    input: process.stdin,
    output: process.stdout,
    outward: outwardSentence(config),
    onClose: () => process.kill(process.pid, 'SIGTERM'),
  });
  return {
    async start() {
      await app?.start();
      process.stdout.write(`\nOpen ${slack.url} in a browser, or type here.\n`);
      terminal.open();
    },
    async stop() {
      terminal.close();
      await restarting;
      await app?.stop();
      await slack.stop();
    },
  };
}

/** SIGTERM and SIGINT drain the work in flight and exit 0; a second signal, or a drain that takes too long, exits 1 at once. */
function stopOnSignals(service: Service, logger: Logger): { readonly isStopping: boolean } {
  const state = { isStopping: false };
  const stop = async (signal: string): Promise<void> => {
    if (state.isStopping) process.exit(1);
    state.isStopping = true;
    logger.info({ signal }, 'Stopping: answering what is in flight');
    const deadline = setTimeout(() => {
      logger.error({ drainMs }, 'Requests still in flight at the deadline were abandoned');
      process.exit(1);
    }, drainMs);
    await service.stop();
    clearTimeout(deadline);
    logger.info('Stopped');
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
  return state;
}

function failOnUnforeseen(logger: Logger, stopping: { readonly isStopping: boolean }): void {
  const fail = (error: unknown): void => {
    // Bolt's Socket Mode client rejects with nothing when it is stopped while reconnecting (slackapi/node-slack-sdk#2656).
    if (error === undefined && stopping.isStopping) return;
    logger.fatal({ err: error }, 'Unforeseen error, stopping');
    process.exit(1);
  };
  process.on('unhandledRejection', fail);
  process.on('uncaughtException', fail);
}

function exitWithConfigError(error: ConfigError): never {
  process.stderr.write(`Paperboy cannot start:\n${error.problems.map((problem) => `- ${problem}`).join('\n')}\n`);
  process.exit(2);
}

function configFromEnvironment(): Config {
  loadDotenv({ quiet: true });
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) exitWithConfigError(error);
    throw error;
  }
}

/** A file or a port that cannot be had, in one line; undefined for errors that are ours. */
function startFailure(error: unknown): { message: string; exitCode: number } | undefined {
  if (error instanceof SlackStartError || error instanceof StoreError) return { message: error.message, exitCode: 2 };
  if (!(error instanceof Error) || !('syscall' in error)) return undefined;
  const isNoAddress = 'code' in error && error.code === 'EADDRNOTAVAIL';
  const listenCure = isNoAddress ? 'Set METRICS_HOST to an address of this machine' : 'Set PORT to another one';
  const cure = error.syscall === 'listen' ? listenCure : 'Check LIBRARY_FILES';
  return { message: `${error.message}. ${cure}.`, exitCode: 2 };
}

async function main(): Promise<void> {
  const config = configFromEnvironment();
  const trail = createTrail();
  const logger = createLogger(config.log, trail);
  try {
    const files = [shippedLibrary, ...config.libraryFiles];
    const onConnectionError = (err: Error): void => logger.warn({ err }, 'Connection to the database lost');
    const store = await openStore({
      ...config.state,
      onConnectionError,
      onDamagedRow: (row) => logger.error(row, 'Damaged row set aside'),
      asBot: {
        onBegunAnew: (leftovers) =>
          logger.warn(
            { stateDir: config.state.stateDir, leftovers },
            'The database is new, though STATE_DIR holds files of an earlier one: digests that were set up are not in it. If paperboy.db was lost, stop and restore it',
          ),
      },
    });
    const clocks = { now: Date.now, monotonicMs: () => performance.now(), sleep: soundSleep };
    const logProblem = logFileProblems(logger);
    const namedInFiles = new Set<string>();
    const paperboy = await openLivePaperboy({
      ...{ files, store, logger },
      ...clocks,
      storeName: config.state.databaseUrl ?? 'sqlite',
      stateDir: config.state.stateDir,
      onProblem(problem) {
        if (problem.named?.id !== undefined) namedInFiles.add(problem.named.id);
        logProblem(problem);
      },
      onRebuild: (reason) => logger.warn({ reason }, 'Indexing the library anew'),
    });
    logger.info({ papers: paperboy.library.size }, 'Library loaded');
    if (paperboy.absence !== undefined)
      logger.warn({ reason: paperboy.absence }, 'Papers are found by their words only');
    const settings = config.sources;
    const sources = composeSources({
      follower: paperboy.follower,
      store,
      settings,
      logger,
      random: Math.random,
      incomplete: () => incompleteIn(paperboy.library, namedInFiles),
      ...clocks,
    });
    // What other processes and earlier days brought is in memory before the first question.
    const stored = paperboy.isInDatabase ? 'in the database' : await sources.catchUp();
    logger.info({ stored, sources: settings.names }, 'Library follows the store');
    await paperboy.caughtUp();
    paperboy.encodePapers?.start();
    const installer = config.operator;
    const summaries = openSummaries(config.summaries, { store, logger, ...clocks });
    const digests = composeDigests({
      ...{ paperboy, store, logger, installer, summaries },
      sourcesStatus: sources.status,
      ...clocks,
    });
    const status = composeStatus({
      paperboy,
      store,
      digests,
      sources: sources.status,
      summaries,
      figures: createFigures({ ofProcess: true }),
    });
    const questions = composeQuestions({ store, logger, sleep: soundSleep });
    const reading = composeReading({ paperboy, store, now: Date.now });
    const core = {
      ...{ paperboy, digests, reading, status, questions, lookUp: sources.lookUp, summaries },
      ...{ command: config.command, logger, trail, now: Date.now, sleep },
      showsWorkObjects: config.showsWorkObjects,
      plainWorkspaces: config.showsCards ? createPlainWorkspaces(store) : undefined,
    };
    const service =
      composeSlackApp(config, core, store) ?? (await composePlayground(config, core, sources.refresh.readNow));
    const closing = {
      start: async () => {
        sources.refresh.start();
        try {
          await service.start();
        } catch (error) {
          // A source that is being read would stay locked for whoever starts next.
          await sources.refresh.stop();
          throw error;
        }
      },
      stop: async () => {
        await Promise.all([service.stop(), sources.refresh.stop()]);
        await paperboy.stop();
        await store.close();
      },
    };
    failOnUnforeseen(logger, stopOnSignals(closing, logger));
    await closing.start();
    logger.info({ mode: config.slack.mode, port: config.port }, 'Ready');
  } catch (error) {
    const failure = startFailure(error);
    if (failure === undefined) throw error;
    process.stderr.write(`Paperboy cannot start: ${failure.message}\n`);
    process.exit(failure.exitCode);
  }
}

await main();
