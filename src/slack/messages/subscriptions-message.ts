import type { KnownBlock, RichTextElement } from '@slack/types';
import { pausedByHand, type SubscriptionReport } from '../../digests/digests.ts';
import { unreadableReason } from '../../digests/plan.ts';
import {
  dateWords,
  momentFor,
  scheduleWords,
  sizeWords,
  snoozeWords,
  timeWords,
  topicWords,
  zoneFor,
} from '../../digests/subscription-words.ts';
import { type Delivery, isByHand } from '../../store/delivery.ts';
import type { SubscriptionKey } from '../../store/subscriptions.ts';
import { actionIds } from '../button-state.ts';
import { maxMessageBytes } from '../limits.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { button, confirmation, row } from './elements.ts';
import { fallback, type Message } from './message.ts';
import { line, text } from './rich-text.ts';
import { stopButton } from './stop-message.ts';

/** Deliveries told of each subscription. */
const toldDeliveries = 3;
const topicsBytes = 300;
const reasonBytes = 200;
const nameBytes = 80;

function dayWords(delivery: Delivery): string {
  return `${dateWords(delivery.localDate)}${isByHand(delivery) ? ', by hand' : ''}`;
}

function outcomeWords(delivery: Delivery, timeZone: string, reader: string): string {
  const { state, reason, finishedAt, notBefore, posted, parts } = delivery;
  const why = reason === undefined ? '' : `: ${cutToBytes(reason, reasonBytes)}`;
  switch (state) {
    case 'sent':
      return `posted ${finishedAt === undefined ? '' : momentFor(finishedAt, timeZone, reader)}`.trim();
    case 'skipped':
      return `not posted${why}`;
    case 'failed':
      return posted.length > 0 ? `posted in part (${posted.length} of ${parts} messages)${why}` : `failed${why}`;
    case 'pending':
    case 'posting': {
      const part = posted.length > 0 ? ` (${posted.length} of ${parts} messages)` : '';
      // What is under way has a reason only while Slack keeps it waiting.
      return reason === undefined
        ? `under way${part}`
        : `waits for Slack until ${timeWords(notBefore, timeZone)}${zoneFor(notBefore, timeZone, reader)}${part}${why}`;
    }
    default:
      return state satisfies never;
  }
}

const removal = confirmation('Remove this digest?', 'Nobody can bring it back.', 'Remove');

function damagedBlocks({ id }: SubscriptionKey): KnownBlock[] {
  return [
    line(text('A damaged digest', { bold: true }), text(`\n${unreadableReason}`)),
    ...row({ ...button(actionIds.remove, 'Remove', id), confirm: removal }),
  ];
}

/** Where the list itself does not say where a digest comes, and how many of its last deliveries are told. */
interface ReportOptions {
  readonly place?: readonly RichTextElement[];
  readonly mostTold?: number;
}

/** A digest: when, what about, how the last ones went, and what can be done. @param reader their time zone */
export function reportBlocks(
  { subscription, deliveries, isAsleep }: SubscriptionReport,
  reader: string,
  { place = [], mostTold = toldDeliveries }: ReportOptions = {},
): KnownBlock[] {
  const { id, paused, nextAt, timeZone, changedBy } = subscription;
  const byHand = changedBy === undefined ? 'Paused by hand' : `Paused by ${cutToBytes(changedBy, nameBytes)}`;
  const why = paused === pausedByHand ? byHand : `Paused. ${paused}`;
  const asleep = isAsleep ? `${snoozeWords(subscription)}. ` : '';
  const next = paused === undefined ? `${asleep}Next: ${momentFor(nextAt, timeZone, reader)}` : why;
  const still = [button(actionIds.resume, 'Resume', id)];
  const moving = [button(actionIds.pause, 'Pause', id), button(actionIds.snooze, 'Snooze', id)];
  const past = deliveries
    .slice(0, mostTold)
    .map((delivery) => text(`\n${dayWords(delivery)}: ${outcomeWords(delivery, timeZone, reader)}`));
  return [
    line(
      text(cutToBytes(topicWords(subscription), topicsBytes), { bold: true }),
      ...place,
      text(`\n${scheduleWords(subscription)}, ${sizeWords(subscription)}\n${next}`),
      ...(past.length === 0 ? [text('\nNothing posted yet')] : past),
      ...(changedBy === undefined ? [] : [text(`\nChanged last by ${cutToBytes(changedBy, nameBytes)}`)]),
    ),
    ...row(
      ...(paused === undefined && !isAsleep ? moving : still),
      button(actionIds.edit, 'Edit', id),
      button(actionIds.preview, 'Preview', id),
      button(actionIds.runNow, 'Run now', id),
      stopButton(subscription),
    ),
  ];
}

/** One digest, for whoever comes from its post. @param reader their time zone */
export function managedMessage(report: SubscriptionReport, reader: string): Message {
  return { text: fallback(topicWords(report.subscription)), blocks: reportBlocks(report, reader) };
}

/** The digests of a channel, and who reads of them. */
export interface DigestsHere {
  readonly reports: readonly SubscriptionReport[];
  readonly damaged: readonly SubscriptionKey[];
  /** Their time zone. */
  readonly reader: string;
}

/** The digests of a channel, below what else there is to say: when, what about, how the last ones went, and what can be done; damaged ones first, they need somebody. */
export function subscriptionsMessage({ reports, damaged, reader }: DigestsHere, above?: Message): Message {
  const all = [...damaged.map(damagedBlocks), ...reports.map((report) => reportBlocks(report, reader))];
  const heading = `${all.length === 1 ? 'One digest' : `${all.length} digests`} here`;
  const blocks: KnownBlock[] = [...(above?.blocks ?? []), line(text(heading))];
  for (const [index, drawn] of all.entries()) {
    if (jsonBytes([...blocks, ...drawn]) > maxMessageBytes) {
      blocks.push(line(text(`and ${all.length - index} more`)));
      break;
    }
    blocks.push(...drawn);
  }
  return { text: above?.text ?? fallback(heading), blocks };
}
