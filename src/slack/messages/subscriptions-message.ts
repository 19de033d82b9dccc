import type { Button, ConfirmationDialog, KnownBlock } from '@slack/types';
import type { SubscriptionReport } from '../../digests/digests.ts';
import { dateWords, momentWords, scheduleWords, sizeWords, topicWords } from '../../digests/subscription-words.ts';
import type { Delivery } from '../../store/delivery.ts';
import { actionIds } from '../button-state.ts';
import { maxMessageBytes } from '../limits.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { fallback, type Message } from './message.ts';
import { richText, section, text } from './rich-text.ts';

/** Deliveries told of each subscription. */
const toldDeliveries = 3;
const topicsBytes = 300;
const reasonBytes = 200;

function outcomeWords({ state, reason, finishedAt, posted, parts }: Delivery, timeZone: string): string {
  const why = reason === undefined ? '' : `: ${cutToBytes(reason, reasonBytes)}`;
  switch (state) {
    case 'sent':
      return `posted ${finishedAt === undefined ? '' : momentWords(finishedAt, timeZone)}`.trim();
    case 'skipped':
      return `not posted${why}`;
    case 'failed':
      return posted.length > 0 ? `posted in part (${posted.length} of ${parts} messages)${why}` : `failed${why}`;
    case 'pending':
    case 'posting':
      return posted.length > 0 ? `under way (${posted.length} of ${parts} messages)` : `under way${why}`;
    default:
      return state satisfies never;
  }
}

const removal: ConfirmationDialog = {
  title: { type: 'plain_text', text: 'Remove this digest?' },
  text: { type: 'plain_text', text: 'It posts no more, and forgets which papers it sent.' },
  confirm: { type: 'plain_text', text: 'Remove' },
  deny: { type: 'plain_text', text: 'Keep' },
  style: 'danger',
};

function reportBlocks({ subscription, deliveries }: SubscriptionReport): KnownBlock[] {
  const { id, paused, nextAt, timeZone } = subscription;
  const button = (actionId: string, label: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: label },
    value: id,
  });
  const next = paused === undefined ? `Next: ${momentWords(nextAt, timeZone)}` : `Paused: ${paused}`;
  const past = deliveries
    .slice(0, toldDeliveries)
    .map((delivery) => text(`\n${dateWords(delivery.localDate)}: ${outcomeWords(delivery, timeZone)}`));
  return [
    richText(
      section(
        text(cutToBytes(topicWords(subscription), topicsBytes), { bold: true }),
        text(`\n${scheduleWords(subscription)}, ${sizeWords(subscription)}\n${next}`),
        ...(past.length === 0 ? [text('\nNothing posted yet')] : past),
      ),
    ),
    {
      type: 'actions',
      elements: [
        paused === undefined ? button(actionIds.pause, 'Pause') : button(actionIds.resume, 'Resume'),
        button(actionIds.edit, 'Edit'),
        button(actionIds.preview, 'Preview'),
        button(actionIds.runNow, 'Run now'),
        { ...button(actionIds.remove, 'Remove'), style: 'danger', confirm: removal },
      ],
    },
  ];
}

/** The digests of a channel: when, what about, how the last ones went, and what can be done. */
export function subscriptionsMessage(reports: readonly SubscriptionReport[], lead?: string): Message {
  const count = `${reports.length === 1 ? 'One digest' : `${reports.length} digests`} here`;
  const heading = lead === undefined ? count : `${lead} ${count}:`;
  const blocks: KnownBlock[] = [richText(section(text(heading)))];
  for (const [index, report] of reports.entries()) {
    const drawn = reportBlocks(report);
    if (jsonBytes([...blocks, ...drawn]) > maxMessageBytes) {
      blocks.push(richText(section(text(`and ${reports.length - index} more`))));
      break;
    }
    blocks.push(...drawn);
  }
  return { text: fallback(heading), blocks };
}
