import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { composeSources, composeStatus } from '../compose.ts';
import { readConfig } from '../config.ts';
import { soundSleep } from '../sources/sound-sleep.ts';
import { statusLines } from '../status/status-words.ts';
import type { Command, ExitCode } from './command.ts';
import { withState } from './digest-state.ts';

export const statusCommand: Command = {
  summary: 'tell how fresh the papers are, how each source is doing and which digests come next',
  usage: 'status',
  options: {},
  examples: ['status'],

  async run(context): Promise<ExitCode> {
    parseArgs({ args: [...context.args], options: {} });
    return withState(context, async ({ paperboy, store, service }): Promise<ExitCode> => {
      const sources = composeSources({
        ...{ follower: paperboy.follower, store, now: context.now, sleep: soundSleep, random: Math.random },
        settings: readConfig(context.env).sources,
        logger: pino({ level: 'silent' }),
        monotonicMs: () => performance.now(),
      });
      const { report } = composeStatus({ paperboy, store, digests: service, sources: sources.status });
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const lines = statusLines(await report(undefined), timeZone, {
        nameOf: (channel) => channel,
        noDigest: 'No digests.',
      });
      context.stdout.write(lines.map((line) => `${line}\n`).join(''));
      return 0;
    });
  },
};
