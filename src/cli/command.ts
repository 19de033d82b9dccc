import type { Readable, Writable } from 'node:stream';
import type { FileProblem } from '../sources/digest-file/file-lines.ts';

/** What a command of the command line gets: its arguments, streams and clock. Tests pass their own. */
export interface CommandContext {
  readonly args: readonly string[];
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: TerminalStream;
  readonly stderr: TerminalStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  /** Between requests; resolves early, without an error, when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export type TerminalStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** 0 done, 1 failed, 2 wrong usage or configuration. */
export type ExitCode = 0 | 1 | 2;

/** An option as `parseArgs` of node:util takes it, and what it means. */
export interface Option {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  /** What stands behind it: "FILE". */
  readonly takes?: string;
  readonly about: string;
}

export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  readonly usage: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Calls that work as they stand, apart from names of files. */
  readonly examples: readonly string[];
  run(context: CommandContext): Promise<ExitCode>;
}

/** The person called a command wrongly; `message` says how to call it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A whole number option within bounds, or undefined when it is not given. */
export function wholeNumber(
  name: string,
  value: string | undefined,
  bounds: { min: number; max: number },
): number | undefined {
  if (value === undefined) return undefined;
  const count = Number(value);
  if (value.trim() !== '' && Number.isInteger(count) && count >= bounds.min && count <= bounds.max) return count;
  throw new UsageError(`--${name} takes a whole number from ${bounds.min} to ${bounds.max}, not "${value}".`);
}

/** Tells the person of the lines of a file that could not be used. */
export function writeProblems(stream: TerminalStream, problems: readonly FileProblem[]): void {
  for (const { file, line, reason } of problems) stream.write(`${file}:${line} ${reason}\n`);
}

/** How a command is called, what each of its options means, and examples. */
export function helpOf({ summary, usage, options, examples }: Command): string {
  const named = Object.entries(options).map(([name, { takes, about }]) => ({
    call: takes === undefined ? `--${name}` : `--${name} ${takes}`,
    about,
  }));
  const width = Math.max(0, ...named.map(({ call }) => call.length));
  const explained = named.map(({ call, about }) => `  ${call.padEnd(width)}  ${about}`);
  return [
    ...[`npm run paperboy -- ${usage}`, '', `${summary[0]?.toUpperCase()}${summary.slice(1)}.`, ''],
    ...(explained.length > 0 ? ['Options:', ...explained, ''] : []),
    ...['Examples:', ...examples.map((example) => `  npm run paperboy -- ${example}`), ''],
  ].join('\n');
}
