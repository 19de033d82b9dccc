import { parseArgs } from 'node:util';
import { composeStatus } from '../compose.ts';
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
    return withState(context, async ({ paperboy, store, service, sourcesNamed }): Promise<ExitCode> => {
      const sources = sourcesNamed().status;
      const { report } = composeStatus({ paperboy, store, digests: service, sources });
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
