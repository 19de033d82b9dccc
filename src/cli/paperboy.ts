import { config as loadDotenv } from 'dotenv';
import { ConfigError } from '../config.ts';
import { VectorsInFileError } from '../search/meaning/vectors-in-file.ts';
import { soundSleep } from '../sources/sound-sleep.ts';
import { StoreError } from '../store/store-error.ts';
import { askCommand } from './ask-command.ts';
import { type Command, type CommandContext, type ExitCode, helpOf, UsageError } from './command.ts';
import { digestCommand } from './digest-command.ts';
import { evalCommand } from './eval-command.ts';
import { ingestCommand } from './ingest-command.ts';
import { statusCommand } from './status-command.ts';
import { subscriptionsCommand } from './subscriptions-command.ts';
import { vectorsCommand } from './vectors-command.ts';

export const commands: ReadonlyMap<string, Command> = new Map([
  ['ask', askCommand],
  ['ingest', ingestCommand],
  ['digest', digestCommand],
  ['subscriptions', subscriptionsCommand],
  ['status', statusCommand],
  ['eval', evalCommand],
  ['vectors', vectorsCommand],
]);

function usage(): string {
  const rows = [...commands.values()].map(({ usage: call, summary }) => `  ${call}\n      ${summary}`);
  return ['npm run paperboy -- COMMAND', '', ...rows, '', 'COMMAND --help explains its options.', ''].join('\n');
}

function isHelpOption(argument: string): boolean {
  return argument === '--help' || argument === '-h';
}

const wrongPathCodes: ReadonlySet<string> = new Set(['ENOENT', 'EISDIR', 'ENOTDIR', 'EACCES', 'EPERM']);

const wrongUse = [UsageError, VectorsInFileError, StoreError];

/** What a person sees of an error that we foresaw: one line. Undefined for a bug, which keeps its stack. */
function foreseen(error: unknown, { usage: call }: Command): { message: string; exitCode: ExitCode } | undefined {
  if (!(error instanceof Error)) return undefined;
  if (wrongUse.some((kind) => error instanceof kind)) return { message: error.message, exitCode: 2 };
  if (error instanceof ConfigError) return { message: error.problems.join('\n'), exitCode: 2 };
  const code = 'code' in error ? String(error.code) : '';
  if (code.startsWith('ERR_PARSE_ARGS')) return { message: `${error.message}\n${call}`, exitCode: 2 };
  if (wrongPathCodes.has(code))
    return { message: `${error.message.replace(/^E\w+: /, '')}. Check the path.`, exitCode: 2 };
  return code === '' ? undefined : { message: error.message, exitCode: 1 };
}

/** Runs one command of the command line and gives its exit code; errors are told on standard error. */
export async function runPaperboy(context: CommandContext): Promise<ExitCode> {
  const [name = 'help', ...args] = context.args;
  const command = commands.get(name);
  if (command === undefined) {
    const isHelp = name === 'help' || isHelpOption(name);
    (isHelp ? context.stdout : context.stderr).write(isHelp ? usage() : `There is no command "${name}".\n\n${usage()}`);
    return isHelp ? 0 : 2;
  }
  if (args.some(isHelpOption)) {
    context.stdout.write(helpOf(command));
    return 0;
  }
  try {
    return await command.run({ ...context, args });
  } catch (error) {
    const told = foreseen(error, command);
    if (told === undefined) throw error;
    context.stderr.write(`paperboy ${name}: ${told.message}\n`);
    return told.exitCode;
  }
}

if (import.meta.main) {
  // "paperboy ask … | head" closes our output early: that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  loadDotenv({ quiet: true });
  const { stdin, stdout, stderr, argv, env } = process;
  process.exitCode = await runPaperboy({
    args: argv.slice(2),
    stdin,
    stdout,
    stderr,
    env,
    now: Date.now,
    sleep: soundSleep,
  });
}
