import { pino } from 'pino';
import { openLivePaperboy } from '../../src/library/live-paperboy.ts';
import { shippedLibrary } from '../../src/library/open-paperboy.ts';
import { readPapers } from '../../src/sources/digest-file/read-papers.ts';
import { soundSleep } from '../../src/sources/sound-sleep.ts';
import { openStore } from '../../src/store/open-store.ts';
import { ownJob, tell } from './own-process.ts';
import { benchQuestions } from './questions.ts';

// The bot's core over a filled database, as one of several that share it.

export interface DatabaseJob {
  readonly databaseUrl: string;
  /** Written behind each question, such as "since:2024". */
  readonly filter: string;
  /** Asked at once, each after the answer to the one before. */
  readonly askers: number;
  /** Questions asked, of those that are not timed and of those that are; by default all. */
  readonly mostQuestions?: number | undefined;
}

export interface DatabaseTimes {
  readonly searchedBy: string;
  readonly answerMs: readonly number[];
  /** Answered by words, as the encoder was not in time. */
  readonly late: number;
  /** From the first timed question to the last answer. */
  readonly allMs: number;
  readonly residentBytes: number;
}

/** Papers on a page in Slack. */
const pageSize = 5;

const warmUpQuestions = 150;

async function measure({ databaseUrl, filter, askers, mostQuestions }: DatabaseJob): Promise<DatabaseTimes> {
  const onConnectionError = (error: Error): never => {
    throw error;
  };
  const store = await openStore({ databaseUrl, stateDir: '', onConnectionError });
  const bot = await openLivePaperboy({
    ...{ store, files: [], storeName: databaseUrl, mostInMemory: 0, onProblem: () => undefined },
    ...{ now: Date.now, monotonicMs: () => performance.now(), sleep: soundSleep, logger: pino({ level: 'silent' }) },
  });
  const ask = (question: string) => bot.ask.ask(`${question} ${filter}`, { limit: pageSize });
  const { warmUp, timed } = benchQuestions(readPapers(shippedLibrary).papers);
  for (const question of warmUp.slice(0, mostQuestions ?? warmUpQuestions)) await ask(question);
  const answerMs: number[] = [];
  let late = 0;
  const left = timed.slice(0, mostQuestions);
  const startMs = performance.now();
  await Promise.all(
    Array.from({ length: askers }, async () => {
      for (let question = left.shift(); question !== undefined; question = left.shift()) {
        const askedMs = performance.now();
        const answer = await ask(question);
        answerMs.push(performance.now() - askedMs);
        if (answer.kind === 'matches' && answer.isByWordsOnly === true) late += 1;
      }
    }),
  );
  const allMs = performance.now() - startMs;
  const { searchedBy = '' } = (await bot.searchState?.()) ?? {};
  const residentBytes = process.memoryUsage.rss();
  await bot.stop();
  await store.close();
  return { searchedBy, answerMs, late, allMs, residentBytes };
}

await tell(await measure(ownJob()));
