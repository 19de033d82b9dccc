import { setTimeout } from 'node:timers/promises';
import type { Paper } from '../../src/papers/paper.ts';
import { readCorpus } from './corpus-lines.ts';
import { allEngines } from './engines/all-engines.ts';
import { depth } from './quality.ts';
import type { EngineJob, EngineMessage } from './run-engine.ts';

// One engine over one set of papers, in a process of its own: it neither shares memory nor a warm compiler with the others, and can be
// stopped. Needs --expose-gc.

/** One round of questions goes before those that are timed, cut off here: the times are those of a running bot. */
const warmUpMs = 10_000;

/** What V8 holds, in its heap and in buffers outside, after a collection of garbage. */
async function heldBytes(): Promise<number> {
  globalThis.gc?.();
  // Streams and finalizers let go of their buffers one turn later.
  await setTimeout(10);
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function send(message: EngineMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}

/** Nothing is measured yet: the compiler gets warm. */
async function eachWarm(questions: readonly string[], ask: (question: string) => unknown): Promise<void> {
  const end = performance.now() + warmUpMs;
  for (const question of questions) {
    if (performance.now() > end) break;
    await ask(question);
  }
}

async function timed(questions: readonly string[], ask: (question: string) => unknown): Promise<number[]> {
  const times: number[] = [];
  for (const question of questions) {
    const start = performance.now();
    await ask(question);
    times.push(performance.now() - start);
  }
  return times;
}

async function measure({ engine: key, papersFile, questions }: EngineJob): Promise<void> {
  const engine = allEngines.get(key);
  if (engine === undefined) throw new Error(`No engine is called "${key}".`);
  const papers: Paper[] = [];
  await readCorpus(papersFile, (paper) => papers.push(paper));
  await send({ kind: 'started' });

  const bytesBefore = await heldBytes();
  const buildStart = performance.now();
  const index = await engine.build(papers);
  const buildMs = performance.now() - buildStart;
  const indexBytes = (await heldBytes()) - bytesBefore + (index.nativeBytes ?? 0);
  await send({ kind: 'built', buildMs, indexBytes });

  await eachWarm(questions, (question) => index.search(question, depth));
  const rankings: (readonly string[])[] = [];
  const queryMs = await timed(questions, async (question) => {
    rankings.push(await index.search(question, depth));
  });
  const { answer } = index;
  let answerMs: readonly number[] = [];
  if (answer !== undefined) {
    await eachWarm(questions, answer);
    answerMs = await timed(questions, answer);
  }
  await send({ kind: 'answered', rankings, queryMs, answerMs, peakBytes: process.resourceUsage().maxRSS * 1_024 });
  process.disconnect();
}

process.once('message', (job: EngineJob) => {
  void measure(job);
});
