import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createStoredVectors } from '../../src/library/stored-vectors.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { percentile } from '../../src/search/evaluation.ts';
import type { TextVectors } from '../../src/search/meaning/packed-vectors.ts';
import { piecesOf, vectorKey } from '../../src/search/meaning/paper-text.ts';
import { toJsonLines } from '../../src/sources/digest-file/json-lines.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { BotJob, BotTimes } from './bot-process.ts';
import type { EmbeddedPapers } from './embedded-corpus.ts';
import { preciseNowMs, runInOwnProcess } from './own-process.ts';

const botProcess = fileURLToPath(new URL('bot-process.ts', import.meta.url));
const withoutRuntime = new URL('../support/hide-runtime.ts', import.meta.url).href;

/** Of many times, the middle one and the one that 1 in 100 exceeds. */
interface Spread {
  readonly p50: number;
  readonly p99: number;
}

export interface BotFigures {
  readonly answerMs: Spread;
  /** What an answer takes of one core, also where others keep the machine busy. */
  readonly coreMs: Spread;
  readonly againMs: Spread;
  /** From the start of the process to the first answer, where there is no encoder. */
  readonly byWordsMs: number;
  /** To the first answer once all papers are found by meaning. */
  readonly byMeaningMs: number;
  readonly residentBytes: number;
  readonly questions: number;
  readonly late: number;
}

/** Vectors put at once. */
const putAtOnce = 500;

/**
 * Vectors as the bot would have kept them. Of sentences there are none here: the whole stands in for each, so that as much is read and
 * compared as with their own.
 */
export function vectorsWithStandIns(paper: Paper, whole: Int8Array): TextVectors {
  return { whole, pieces: piecesOf(paper).map(() => whole) };
}

async function putVectors(stateDir: string, model: string, { papers, wholes }: EmbeddedPapers): Promise<void> {
  const onConnectionError = (error: Error): never => {
    throw error;
  };
  const store = await openStore({ databaseUrl: undefined, stateDir, onConnectionError });
  const vectors = createStoredVectors(store, Date.now);
  for (let at = 0; at < papers.length; at += putAtOnce) {
    const put = papers.slice(at, at + putAtOnce).flatMap((paper) => {
      const whole = wholes.get(paper.id);
      return whole === undefined
        ? []
        : [[vectorKey(model, piecesOf(paper)), vectorsWithStandIns(paper, whole)] as const];
    });
    await vectors.put(new Map(put));
  }
  await store.close();
}

const runBot = (job: BotJob, preload?: string): Promise<BotTimes> => runInOwnProcess(botProcess, job, preload);

const spread = (times: readonly number[]): Spread => ({ p50: percentile(times, 0.5), p99: percentile(times, 0.99) });

/**
 * Runs the bot over the shipped papers and `others` in an empty folder, once to keep its index, and then what is measured.
 *
 * @param model hash of the encoder's files
 */
export async function measureBot(
  folder: string,
  model: string,
  others: EmbeddedPapers,
  mostQuestions?: number,
): Promise<BotFigures> {
  const libraryFile = join(folder, 'papers.jsonl');
  writeFileSync(libraryFile, toJsonLines(others.papers));
  const stateDir = join(folder, 'state');
  const job = { stateDir, libraryFiles: others.papers.length === 0 ? [] : [libraryFile], mostQuestions };
  try {
    await putVectors(stateDir, model, others);
    await runBot({ ...job, until: 'start' });
    const wordsStartMs = preciseNowMs();
    const byWords = await runBot({ ...job, until: 'start' }, withoutRuntime);
    const startMs = preciseNowMs();
    const { firstByMeaningAtMs, answerMs, coreMs, againMs, ...times } = await runBot({ ...job, until: 'answers' });
    return {
      answerMs: spread(answerMs),
      coreMs: spread(coreMs),
      againMs: spread(againMs),
      byWordsMs: byWords.firstAnswerAtMs - wordsStartMs,
      byMeaningMs: (firstByMeaningAtMs ?? Number.NaN) - startMs,
      residentBytes: times.residentBytes,
      questions: answerMs.length,
      late: times.late,
    };
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
    rmSync(libraryFile, { force: true });
  }
}
