import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { runPaperboy } from '../../src/cli/paperboy.ts';
import { testNow } from '../support/builders.ts';

export interface Terminal {
  /** What is piped into the command; nothing unless given. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Given when the output is a terminal: how wide it is. */
  readonly columns?: number;
  readonly isInputTerminal?: boolean;
}

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `paperboy …` in this process, on streams of its own. */
export async function paperboy(args: readonly string[], terminal: Terminal = {}): Promise<Outcome> {
  const { input = '', columns } = terminal;
  // Not the state of whoever runs the tests.
  const env = { STATE_DIR: folderWith({}), ...terminal.env };
  const stdin = Object.assign(new PassThrough(), { isTTY: terminal.isInputTerminal === true });
  const stdout = Object.assign(new PassThrough(), columns === undefined ? {} : { isTTY: true, columns });
  const stderr = new PassThrough();
  stdin.end(input);
  const [written, complained] = [text(stdout), text(stderr)];
  const exitCode = await runPaperboy({
    args,
    stdin,
    stdout,
    stderr,
    env,
    now: () => testNow,
    sleep: async () => undefined,
  });
  stdout.end();
  stderr.end();
  return { exitCode, stdout: await written, stderr: await complained };
}

/** Writes files into a folder of their own, gone when the test ends, and gives the folder. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}
