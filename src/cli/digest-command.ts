import { parseArgs } from 'node:util';
import type { Digest } from '../digests/digest.ts';
import { chosenFrom, headline } from '../digests/digest-words.ts';
import type { Digests, SubscriptionReport } from '../digests/digests.ts';
import { dateWords, exclusionWords, scheduleWords } from '../digests/subscription-words.ts';
import { displayText } from '../papers/display-text.ts';
import { paperLinks } from '../papers/links.ts';
import { oneSentence } from '../papers/one-sentence.ts';
import { isDay } from '../sources/days.ts';
import { type Command, type CommandContext, type ExitCode, UsageError } from './command.ts';
import { withState } from './digest-state.ts';

function digestText(digest: Digest): string {
  switch (digest.kind) {
    case 'papers':
      return digest.papers
        .map(({ paper, topic, isNew }, index) => {
          const why = [topic, isNew ? 'new' : 'archive'].filter((word) => word !== undefined).join(', ');
          const { label, text } = oneSentence(paper);
          const lines = [`${label}${text}`, paperLinks(paper).page].filter((line) => line !== '');
          return [`${index + 1}. ${displayText(paper.title)} (${why})`, ...lines].join('\n   ');
        })
        .join('\n');
    case 'nothing-new':
      return 'Nothing new: the digest would say so.';
    case 'archive-read':
      return 'Nothing that was not sent already: the digest would say so.';
    default:
      return digest satisfies never;
  }
}

function roundUpText({ roundUp }: Digest): string {
  if (roundUp === undefined) return '';
  const { saved, upvoted, subjects } = roundUp;
  const lines = [
    ...saved.map(({ paper, count }) => `saved by ${count}: ${displayText(paper.title)}`),
    ...upvoted.map(({ paper, count }) => `▲ ${count}: ${displayText(paper.title)}`),
    ...(subjects?.counts ?? []).map(({ name, papers }) => `papers this week on ${name}: ${papers}`),
  ];
  return lines.map((line) => `   ${line}\n`).join('');
}

async function previewOne(digests: Digests, { subscription }: SubscriptionReport, now: number): Promise<string> {
  // What other channels saved is for Slack to tell: the command line does not ask it which of them are open.
  const digest = await digests.upcoming(subscription, async () => new Set());
  const said = [headline(digest, subscription, now), exclusionWords(subscription), chosenFrom(digest)];
  const words = [...said, scheduleWords(subscription)].filter((part) => part !== undefined).join('; ');
  return `${subscription.channel}: ${words}\n${roundUpText(digest)}${digestText(digest)}\n`;
}

async function planNow(digests: Digests, { subscription }: SubscriptionReport): Promise<string> {
  return (await digests.runNow(subscription))
    ? `${subscription.channel}: a digest is planned; the running bot posts it, and the next one of the schedule at its time.\n`
    : `${subscription.channel}: a digest was asked for this minute already.\n`;
}

async function planDate(digests: Digests, { subscription }: SubscriptionReport, date: string): Promise<string> {
  const { planned, delivery } = await digests.runDate(subscription, date);
  const named = `${subscription.channel}: the digest of ${dateWords(date)}`;
  if (planned) return `${named} is planned; the running bot posts it.\n`;
  return `${named} is ${delivery?.state ?? 'gone'} already${delivery?.reason === undefined ? '' : `: ${delivery.reason}`}\n`;
}

/** @throws UsageError when it is no date of the calendar */
function checkDate(date: string | undefined): string | undefined {
  if (date === undefined || isDay(date)) return date;
  throw new UsageError(`--date takes a day such as 2026-11-24, not "${date}".`);
}

const options = {
  channel: {
    type: 'string',
    multiple: true,
    takes: 'ID',
    about: 'Whose digest, by Slack’s id of the channel; may be given several times',
  },
  date: {
    type: 'string',
    takes: 'YYYY-MM-DD',
    about: 'The digest of that day, unless it was posted; without it one more now',
  },
  'dry-run': { type: 'boolean', about: 'Print what it would hold, and post nothing' },
} as const satisfies Command['options'];

export const digestCommand: Command = {
  summary: 'print what a channel’s digest would hold, or have the running bot post it now',
  usage: 'digest --channel C0123456789… [--date YYYY-MM-DD] [--dry-run]',

  options,
  examples: ['digest --channel C0123456789 --dry-run', 'digest --channel C0123456789 --date 2026-11-24'],

  async run(context: CommandContext): Promise<ExitCode> {
    const { args, stdout, stderr, now } = context;
    const { values } = parseArgs({ args: [...args], options });
    const { channel: channels = [] } = values;
    if (channels.length === 0) throw new UsageError(`Name a channel by its id: --channel C0123456789.\n${this.usage}`);
    const asked = checkDate(values.date);
    return withState(context, async ({ service: { digests } }) => {
      const all = await digests.all();
      const missing = channels.filter((id) => !all.some(({ subscription }) => subscription.channel === id));
      for (const id of missing) stderr.write(`${id} has no digest. Channels that have one: ${channelsOf(all)}.\n`);
      for (const report of all.filter(({ subscription }) => channels.includes(subscription.channel))) {
        if (values['dry-run'] === true) stdout.write(await previewOne(digests, report, now()));
        else stdout.write(await (asked === undefined ? planNow(digests, report) : planDate(digests, report, asked)));
      }
      return missing.length > 0 ? 1 : 0;
    });
  },
};

function channelsOf(reports: readonly SubscriptionReport[]): string {
  return [...new Set(reports.map(({ subscription }) => subscription.channel))].join(', ') || 'none';
}
