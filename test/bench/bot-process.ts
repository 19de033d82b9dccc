import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { openLivePaperboy } from '../../src/library/live-paperboy.ts';
import { shippedLibrary } from '../../src/library/open-paperboy.ts';
import { readPapers } from '../../src/sources/digest-file/read-papers.ts';
import { soundSleep } from '../../src/sources/sound-sleep.ts';
import { openStore } from '../../src/store/open-store.ts';
import { ownJob, preciseNowMs, tell } from './own-process.ts';
import { benchQuestions } from './questions.ts';

// The bot's core as `npm start` opens it, without Slack: how soon it answers, and then how fast.

export interface BotJob {
  /** As the bot left it when it ran before. */
  readonly stateDir: string;
  /** JSON Lines beside the shipped papers. */
  readonly libraryFiles: readonly string[];
  /** 'start' ends with the first answers. */
  readonly until: 'start' | 'answers';
  /** Questions asked, of those that are not timed and of those that are; by default all. */
  readonly mostQuestions?: number | undefined;
}

export interface BotTimes {
  /** When it gave its first answer, by whatever it had; milliseconds since 1970-01-01 UTC. */
  readonly firstAnswerAtMs: number;
  /** When it gave its first answer with every paper found by meaning; undefined without the encoder. */
  readonly firstByMeaningAtMs: number | undefined;
  readonly answerMs: readonly number[];
  /** What all threads of the process worked for each: what it takes of one core, also where others keep the machine busy. */
  readonly coreMs: readonly number[];
  /** The same questions at once again. */
  readonly againMs: readonly number[];
  /** Questions of the first round that were answered by words, as the encoder was not in time. */
  readonly late: number;
  /** Of the process, encoder and Node included. */
  readonly residentBytes: number;
}

/** Papers on a page in Slack. */
const pageSize = 5;

const firstQuestion = 'how to quantize activations of language models';

/** How often is looked whether all vectors are there. */
const lookEveryMs = 20;

async function measure({ stateDir, libraryFiles, until, mostQuestions }: BotJob): Promise<BotTimes> {
  const clocks = { now: Date.now, monotonicMs: () => performance.now(), sleep: soundSleep };
  const onConnectionError = (error: Error): never => {
    throw error;
  };
  const store = await openStore({ databaseUrl: undefined, stateDir, onConnectionError });
  const bot = await openLivePaperboy({
    ...{ store, stateDir, files: [shippedLibrary, ...libraryFiles], storeName: 'sqlite', ...clocks },
    logger: pino({ level: 'silent' }),
    onProblem: ({ file, line, reason }) => {
      throw new Error(`${file}:${line} ${reason}`);
    },
  });
  const ask = (question: string) => bot.ask.ask(question, { limit: pageSize });
  await ask(firstQuestion);
  const firstAnswerAtMs = preciseNowMs();
  await bot.caughtUp();
  while ((bot.encodePapers?.progress().missing ?? 0) > 0) await sleep(lookEveryMs);
  await ask(`${firstQuestion}?`);
  const firstByMeaningAtMs = bot.encodePapers === undefined ? undefined : preciseNowMs();

  const answerMs: number[] = [];
  const coreMs: number[] = [];
  const againMs: number[] = [];
  let late = 0;
  if (until === 'answers') {
    const { warmUp, timed } = benchQuestions(readPapers(shippedLibrary).papers);
    for (const question of warmUp.slice(0, mostQuestions)) await ask(question);
    for (const question of timed.slice(0, mostQuestions)) {
      const used = process.cpuUsage();
      const startMs = performance.now();
      const answer = await ask(question);
      const answeredMs = performance.now();
      const { user, system } = process.cpuUsage(used);
      coreMs.push((user + system) / 1_000);
      await ask(question);
      againMs.push(performance.now() - answeredMs);
      answerMs.push(answeredMs - startMs);
      if (answer.kind === 'matches' && answer.isByWordsOnly === true) late += 1;
    }
  }
  const residentBytes = process.memoryUsage.rss();
  await bot.stop();
  await store.close();
  return { firstAnswerAtMs, firstByMeaningAtMs, answerMs, coreMs, againMs, late, residentBytes };
}

await tell(await measure(ownJob()));
