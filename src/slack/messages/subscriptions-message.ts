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
import { aboutDigest } from './about-digest.ts';
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
/** Of those of which there is only a line, so that half of the message is left for the others. */
const shortBytes = 100;
const maxShortLines = 40;

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
  /** With its slash. */
  readonly command: string;
}

/** Digests for which there is no room, a line each, and how one of them is reached. */
function leftOutBlocks(left: readonly string[], command: string): KnownBlock[] {
  if (left.length === 0) return [];
  const lines = left.slice(0, maxShortLines).map((short) => `\n• ${short}`);
  const more = left.length > lines.length ? `\nand ${left.length - lines.length} more` : '';
  return [
    line(
      text(`${left.length} more. To see one, write `),
      text(`${command} manage`, { code: true }),
      text(` and its topic:${lines.join('')}${more}`),
    ),
  ];
}

/** The digests of a channel, below what else there is to say: when, what about, how the last ones went, and what can be done; damaged ones first, they need somebody, then the oldest. */
export function subscriptionsMessage({ reports, damaged, reader, command }: DigestsHere, above?: Message): Message {
  const all = [
    ...damaged.map((key) => ({ drawn: damagedBlocks(key), short: 'A damaged digest' })),
    ...reports.map((report) => ({
      ...{ drawn: reportBlocks(report, reader), short: cutToBytes(aboutDigest(report.subscription), shortBytes) },
    })),
  ];
  const heading = `${all.length === 1 ? 'One digest' : `${all.length} digests`} here`;
  const withFirst = (count: number): KnownBlock[] => [
    ...(above?.blocks ?? []),
    line(text(count < all.length ? `${heading}, the oldest first` : heading)),
    ...all.slice(0, count).flatMap(({ drawn }) => drawn),
    ...leftOutBlocks(
      all.slice(count).map(({ short }) => short),
      command,
    ),
  ];
  let count = 0;
  while (count < all.length && jsonBytes(withFirst(count + 1)) <= maxMessageBytes) count += 1;
  return { text: above?.text ?? fallback(heading), blocks: withFirst(count) };
}
