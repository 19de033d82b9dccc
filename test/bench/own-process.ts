import { fork } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';

const compileCache = new URL('../../src/cli/compile-cache.ts', import.meta.url).href;

/** Milliseconds since 1970-01-01 UTC, finer than Date.now(). */
export const preciseNowMs = (): number => performance.timeOrigin + performance.now();

/**
 * Runs a file in a process of its own, which shares neither memory nor a warm compiler with others.
 *
 * @param preload a module to load before it
 * @returns what it told with tell()
 * @throws Error with what it wrote to standard error when it ends without
 */
export async function runInOwnProcess<Told>(file: string, job: unknown, preload?: string): Promise<Told> {
  const child = fork(file, [JSON.stringify(job)], {
    // As `npm start` runs the bot.
    execArgv: [
      '--expose-gc',
      '--v8-pool-size=1',
      '--import',
      compileCache,
      ...(preload === undefined ? [] : ['--import', preload]),
    ],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  let told: Told | undefined;
  child.once('message', (message) => {
    told = message as Told;
  });
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const errors = child.stderr === null ? '' : await text(child.stderr);
  await exited;
  if (told === undefined) throw new Error(`${file} ended with ${child.exitCode ?? child.signalCode}:\n${errors}`);
  return told;
}

/** What the process that runs this was told to do. */
export function ownJob<Job>(): Job {
  return JSON.parse(process.argv[2] ?? '');
}

/** Tells whoever started this process; once. */
export function tell(message: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => {
      process.disconnect();
      if (error === null) resolve();
      else reject(error);
    });
  });
}

/** What V8 holds, in its heap and in buffers outside, after a collection of garbage. */
export async function heldBytes(): Promise<number> {
  globalThis.gc?.();
  // Streams and finalizers let go of their buffers one turn later.
  await setTimeout(10);
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
