import { parseArgs } from 'node:util';
import type { SubscriptionReport } from '../digests/digests.ts';
import { unreadableReason } from '../digests/plan.ts';
import {
  dateWords,
  momentWords,
  scheduleWords,
  sizeWords,
  snoozeWords,
  topicWords,
} from '../digests/subscription-words.ts';
import type { Command, ExitCode } from './command.ts';
import { withState } from './digest-state.ts';

function reportText({ subscription, deliveries, isAsleep }: SubscriptionReport): string {
  const { channel, nextAt, timeZone, paused } = subscription;
  const lines = [
    `${channel}  ${topicWords(subscription)}`,
    `${scheduleWords(subscription)}, ${sizeWords(subscription)}`,
    ...(isAsleep ? [snoozeWords(subscription)] : []),
    paused === undefined ? `next: ${momentWords(nextAt, timeZone)}` : `paused: ${paused}`,
    ...deliveries.map(({ localDate, state, reason }) =>
      [dateWords(localDate), state, reason].filter((word) => word !== undefined).join(': '),
    ),
  ];
  return `${lines.join('\n  ')}\n`;
}

export const subscriptionsCommand: Command = {
  summary: 'list every digest, when it comes next and how the last ones went',
  usage: 'subscriptions',
  options: {},
  examples: ['subscriptions'],

  async run(context): Promise<ExitCode> {
    parseArgs({ args: [...context.args], options: {} });
    return withState(context, async ({ service: { digests } }): Promise<ExitCode> => {
      const reports = await digests.all();
      const damaged = (await digests.damaged()).map(({ channel }) => `${channel}  ${unreadableReason}\n`);
      context.stdout.write(
        [...damaged, ...reports.map(reportText)].join('') || 'No channel has a digest. In Slack: /papers subscribe.\n',
      );
      return 0;
    });
  },
};
