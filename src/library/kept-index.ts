import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Paper } from '../papers/paper.ts';
import { indexVersion } from '../search/index/indexed-text.ts';
import { PaperIndex } from '../search/index/paper-index.ts';

/** Papers handed to the writing thread at once: each slice is copied, and holds up answers for a millisecond or two. */
const papersAtOnce = 100;

/** An index that no start has written for so long belongs to files that nobody reads any more. */
const leftoverMs = 30 * 86_400_000;

/** What the writing thread is told: papers, and at last that these were all. */
export type ToKeep = readonly Paper[] | 'all';

/** The file for the index of these places, files or a database; what code and Node make of a text is part of its name. */
export function keptIndexFile(folder: string, places: readonly string[]): string {
  const madeBy = [indexVersion, process.versions['unicode'] ?? '', ...places];
  return resolve(folder, `words-${createHash('sha256').update(madeBy.join('\n')).digest('hex').slice(0, 12)}.json`);
}

/** A checksum, a line break, and the index as MiniSearch's JSON. */
export function sealed(json: string): string {
  return `${createHash('sha256').update(json).digest('hex')}\n${json}`;
}

/** The index in the file; undefined when there is none yet, or one that is damaged, which `onDamage` is told of. */
export async function loadIndex(file: string, onDamage: (reason: string) => void): Promise<PaperIndex | undefined> {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const json = content.slice(content.indexOf('\n') + 1);
  if (content !== sealed(json)) {
    onDamage('The index that was kept is damaged: its checksum is wrong.');
    return undefined;
  }
  return PaperIndex.from(JSON.parse(json));
}

/** Writes the index of these papers in a thread of its own, since making its JSON takes seconds in which nothing could be answered. */
export async function keepIndex(file: string, papers: readonly Paper[]): Promise<void> {
  const worker = new Worker(new URL('./keep-index-worker.ts', import.meta.url), { workerData: file });
  const ended = new Promise<void>((done, failed) => {
    worker.once('error', failed);
    worker.once('exit', (code) => (code === 0 ? done() : failed(new Error(`The indexing thread ended with ${code}`))));
  });
  const tell = (message: ToKeep): void => worker.postMessage(message);
  for (let at = 0; at < papers.length; at += papersAtOnce) {
    tell(papers.slice(at, at + papersAtOnce));
    await new Promise(setImmediate);
  }
  tell('all');
  await ended;
  clearLeftovers(file);
}

function clearLeftovers(kept: string): void {
  const newest = statSync(kept).mtimeMs;
  for (const name of readdirSync(dirname(kept))) {
    if (!/^words-[0-9a-f]{12}\.json/.test(name) || name === basename(kept)) continue;
    const file = join(dirname(kept), name);
    const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (written !== undefined && newest - written > leftoverMs) rmSync(file, { force: true });
  }
}
