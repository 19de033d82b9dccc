import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { readLibrary, type SnapshotPlan } from './open-library.ts';
import { encodeSnapshot } from './search/index/snapshot.ts';
import type { FileProblem } from './sources/digest-file/file-lines.ts';

/** Indexes the files of a plan and keeps the index as a snapshot; whoever reads it sees the former or the new one, never a part. */
function makeSnapshot({ files, vectors, snapshotFile, madeFrom }: SnapshotPlan): void {
  const problems: FileProblem[] = [];
  const library = readLibrary({ files, vectors, onProblem: (problem) => problems.push(problem) });
  const unfinished = `${snapshotFile}.${process.pid}`;
  const file = openSync(unfinished, 'w');
  for (const bytes of encodeSnapshot(library.kept(), { madeFrom, problems })) writeSync(file, bytes);
  fsyncSync(file);
  closeSync(file);
  renameSync(unfinished, snapshotFile);
}

makeSnapshot(workerData);
