import { workerData } from 'node:worker_threads';
import { readLibrary, type SnapshotPlan, writeSnapshot } from './open-library.ts';
import type { FileProblem } from './sources/digest-file/file-lines.ts';

/** Indexes the files of a plan and keeps the index as a snapshot. */
function makeSnapshot(plan: SnapshotPlan): void {
  const problems: FileProblem[] = [];
  const library = readLibrary({ ...plan, onProblem: (problem) => problems.push(problem) });
  writeSnapshot(plan, library, { problems, change: 0 });
}

makeSnapshot(workerData);
