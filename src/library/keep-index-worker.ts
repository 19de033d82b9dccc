import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PaperIndex } from '../search/index/paper-index.ts';
import { sealed, type ToKeep } from './kept-index.ts';

const file: string = workerData;
const index = new PaperIndex();

/** Whoever reads the file sees the former or the new one, never a part. */
function write(): void {
  // Two containers that share a folder may have the same process id.
  const unfinished = `${file}.${randomUUID()}`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(unfinished, sealed(JSON.stringify(index)), { flush: true });
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

parentPort?.on('message', (message: ToKeep) => {
  if (message !== 'all') return index.addAll(message);
  write();
  parentPort?.close();
});
