import { fork } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const processFile = fileURLToPath(new URL('engine-process.ts', import.meta.url));

/** What an engine's process is told. */
export interface EngineJob {
  /** A key of allEngines. */
  readonly engine: string;
  /** JSON Lines of {"id","title","abstract"}. */
  readonly papersFile: string;
  readonly questions: readonly string[];
}

/** What it tells. */
export type EngineMessage =
  | { readonly kind: 'started' }
  | ({ readonly kind: 'built' } & Built)
  | ({ readonly kind: 'answered' } & Answered);

export interface Built {
  readonly buildMs: number;
  /** Memory that the index takes beside the papers themselves. */
  readonly indexBytes: number;
}

export interface Answered {
  /** Ids, best first, for each question. */
  readonly rankings: readonly (readonly string[])[];
  readonly queryMs: readonly number[];
  /** Of whole answers; empty for engines that only rank. */
  readonly answerMs: readonly number[];
  /** Most memory that the process had, papers, Node and what building leaves behind included. */
  readonly peakBytes: number;
}

export interface Limits {
  /** For building, and again for the questions. */
  readonly stageMs: number;
  /** V8's heap, in MB. */
  readonly heapMb: number;
}

/** An engine that did not get through says how far it came and why. */
export type Outcome =
  | ({ readonly kind: 'measured' } & Built & Answered)
  | { readonly kind: 'unfinished'; readonly built: Built | undefined; readonly reason: string };

const number = new Intl.NumberFormat('en-US');

/** Runs an engine in a process of its own, which is killed when a stage takes too long. */
export async function runEngine(job: EngineJob, { stageMs, heapMb }: Limits): Promise<Outcome> {
  const child = fork(processFile, {
    execArgv: ['--expose-gc', `--max-old-space-size=${heapMb}`],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let built: Built | undefined;
  let answered: Answered | undefined;
  let isLate = false;
  const stop = (): void => {
    isLate = true;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(stop, stageMs);
  child.on('message', (message: EngineMessage) => {
    clearTimeout(timer);
    if (message.kind === 'built') built = message;
    if (message.kind === 'answered') answered = message;
    else timer = setTimeout(stop, stageMs);
  });
  child.send(job);
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const errors = child.stderr === null ? '' : await text(child.stderr);
  await exited;
  clearTimeout(timer);

  if (built !== undefined && answered !== undefined) return { ...built, ...answered, kind: 'measured' };
  const stage = built === undefined ? 'build' : 'answer all queries';
  if (isLate) return { kind: 'unfinished', built, reason: `did not ${stage} in ${number.format(stageMs / 1_000)} s` };
  if (errors.includes('heap out of memory')) {
    return { kind: 'unfinished', built, reason: `did not ${stage} in ${number.format(heapMb)} MB of heap` };
  }
  throw new Error(`The process of ${job.engine} ended with ${child.exitCode ?? child.signalCode}:\n${errors}`);
}
