import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { TrainingError } from './training-error.ts';

/** What a run must have in common with the one it goes on from, as one line of JSON. */
export type RunIdentity = Readonly<Record<string, unknown>>;

const headBytes = 4_096;

function headOf(identity: RunIdentity, step: number): Buffer {
  const head = Buffer.alloc(headBytes, ' ');
  head.write(JSON.stringify({ identity, step }));
  return head;
}

/** Writes `state` in one go: a reader sees the old checkpoint or the new one, never half. */
export function writeCheckpoint(file: string, identity: RunIdentity, step: number, state: Uint8Array): void {
  const temporary = `${file}.tmp`;
  const handle = openSync(temporary, 'w');
  try {
    writeSync(handle, headOf(identity, step));
    for (let at = 0; at < state.length; ) at += writeSync(handle, state, at);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
}

/**
 * Reads `state` from a checkpoint; gives the number of steps done, 0 when there is no file.
 * @throws TrainingError when it belongs to another run, whose result would be mixed with this one's, or is cut short
 */
export function readCheckpoint(file: string, identity: RunIdentity, state: Uint8Array): number {
  if (!existsSync(file)) return 0;
  const handle = openSync(file, 'r');
  try {
    const head = Buffer.alloc(headBytes);
    readSync(handle, head);
    const step = Number(/"step":(\d+)\}\s*$/.exec(head.toString())?.[1] ?? Number.NaN);
    const cure = `Delete ${file}, or train with the settings and corpus it was made with.`;
    if (!headOf(identity, step).equals(head)) throw new TrainingError(`${file} belongs to another run. ${cure}`);
    let length = 0;
    for (let read = -1; read !== 0; length += read) read = readSync(handle, state, length, state.length - length, null);
    if (length !== state.length) throw new TrainingError(`${file} is cut short. ${cure}`);
    return step;
  } finally {
    closeSync(handle);
  }
}

export function removeCheckpoint(file: string): void {
  rmSync(file, { force: true });
}
