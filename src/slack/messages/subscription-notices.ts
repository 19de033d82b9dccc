import type { KnownBlock, RichTextElement } from '@slack/types';
import { momentWords, scheduleWords, sizeWords, topicWords, wishesAsText } from '../../digests/subscription-words.ts';
import type { AccessLoss } from '../../store/access-losses.ts';
import type { Subscription, Wishes } from '../../store/subscriptions.ts';
import { actionIds, encodeUnderstood, type Understood } from '../button-state.ts';
import { aboutDigest } from './about-digest.ts';
import { cutToBytes } from './cut-text.ts';
import { button, row } from './elements.ts';
import { fallback, type Message, notice, typed } from './message.ts';
import { line, text } from './rich-text.ts';

/** What somebody did to a subscription, as the channel is told; topics are people's own words and can be long. */
export type Deed = 'set up' | 'stopped' | 'brought back';

const maxWordsBytes = 600;
const maxNameBytes = 80;

/** A direct message has no name. */
function placeElement(channel: string): RichTextElement {
  return channel.startsWith('D') ? text('your direct message with me') : { type: 'channel', channel_id: channel };
}

function told(elements: readonly RichTextElement[], plain: string, more: readonly KnownBlock[] = []): Message {
  return { text: fallback(plain), blocks: [line(...elements), ...more] };
}

/** One line for the channel. The name is plain text: nobody is notified of their own doing. */
export function deedMessage(deed: Deed, by: string, wishes: Wishes, command: string): Message {
  const what = aboutDigest(wishes);
  const sentence = `${cutToBytes(by, maxNameBytes)} ${deed} the digest here: ${what}.`;
  return deed === 'set up'
    ? notice(`${sentence} See it with `, typed(`${command} subscriptions`), '.')
    : notice(sentence);
}

/** The same of one of which nobody can tell what it was about. */
export function damagedRemovedMessage(by: string): Message {
  return notice(`${cutToBytes(by, maxNameBytes)} removed a digest here whose settings were damaged.`);
}

/** What the person reads who changed a digest; its channel reads it in the list of its digests. */
export function savedMessage(subscription: Subscription, command: string): Message {
  const what = aboutDigest(subscription);
  const next =
    subscription.paused === undefined ? `Next: ${momentWords(subscription.nextAt, subscription.timeZone)}. ` : '';
  return notice(`Saved: ${what}. ${next}`, typed(`${command} subscriptions`), ' lists it.');
}

/** What the person reads who subscribed. @param here where they read it */
export function subscribedMessage(
  subscription: Subscription,
  { command, here, untold = '' }: { readonly command: string; readonly here: string; readonly untold?: string },
): Message {
  const first = momentWords(subscription.nextAt, subscription.timeZone);
  const words = `${cutToBytes(topicWords(subscription), maxWordsBytes)}; ${sizeWords(subscription)}`;
  return told(
    [
      text('Subscribed ', { bold: true }),
      ...(subscription.channel.startsWith('D') ? [text('you, in ')] : []),
      placeElement(subscription.channel),
      text(
        `, ${scheduleWords(subscription)}: ${words}. First digest: ${first}. ${subscription.channel === here ? '' : 'There '}`,
      ),
      text(`${command} preview`, { code: true }),
      text(' shows what it would hold, '),
      text(`${command} subscriptions`, { code: true }),
      text(` changes it. ${untold}`.trimEnd()),
    ],
    `Subscribed. First digest: ${first}. ${untold}`.trim(),
  );
}

/** Why the bot cannot post in a channel, as who reads it in `here` is told. */
interface NoPost {
  readonly here: string;
  readonly refusal: string;
  /** An invitation helps. */
  readonly isOutside: boolean;
}

/** The bot cannot post there; where somebody can change that, what was asked for is not lost. */
export function cannotPostMessage(
  channel: string,
  wishes: Wishes,
  command: string,
  { here, refusal, isOutside }: NoPost,
): Message {
  const again = `${command} subscribe ${wishesAsText(wishes)}`;
  // A direct message of two people has no bot, and nobody can invite one.
  if (channel.startsWith('D')) {
    return told(
      [
        text('I cannot post in this conversation. Send this in a channel, or in your direct message with me: '),
        text(cutToBytes(again, maxWordsBytes), { code: true }),
      ],
      'I cannot post in this conversation.',
    );
  }
  return told(
    [
      text('I cannot post in '),
      placeElement(channel),
      text(`. ${refusal}`),
      ...(isOutside ? [text(' Then write '), text(cutToBytes(again, maxWordsBytes), { code: true })] : []),
      // Written there, or as the end of the line here, it means that channel.
      ...(isOutside && channel !== here ? [text(' in '), placeElement(channel), text('.')] : []),
    ],
    `I cannot post in that channel. ${refusal}`,
  );
}

/** For whoever made a subscription that cannot go on. */
export function pausedMessage({ channel }: Pick<Subscription, 'channel'>, sentence: string, command: string): Message {
  return told(
    [
      text('The digest in '),
      placeElement(channel),
      text(` is paused. ${sentence} When that is mended, resume it there with `),
      text(`${command} subscriptions`, { code: true }),
      text('.'),
    ],
    `A digest of yours is paused. ${sentence}`,
  );
}

/** For whoever made a subscription of which a digest is given up; the next one comes as usual. */
export function notPostedMessage({ channel }: Pick<Subscription, 'channel'>, sentence: string): Message {
  return told(
    [
      text('A digest for '),
      placeElement(channel),
      text(` was not posted. ${sentence} The next one comes at its time.`),
    ],
    `A digest of yours was not posted. ${sentence}`,
  );
}

/** For whoever made digests in a workspace that lets the bot in again. Slack shows the moment by the reader's own clock. */
export function accessIsBackMessage({ since }: Pick<AccessLoss, 'since'>, command: string): Message {
  const plain =
    'Paperboy has its access to this workspace back, and your digests go on. Of those missed meanwhile each comes once, marked late.';
  return told(
    [
      text('Paperboy lost its access to this workspace ('),
      {
        type: 'date',
        timestamp: Math.floor(since / 1_000),
        format: '{date_short_pretty} {time}',
        fallback: 'a while ago',
      },
      text('). It is back, and your digests go on: of those missed meanwhile the newest comes now, marked late. '),
      text(`${command} status`, { code: true }),
      text(' tells what comes next.'),
    ],
    plain,
  );
}

function formButton(label: string, value?: string): KnownBlock[] {
  return row({ ...button(actionIds.subscribeForm, label, value), style: 'primary' });
}

/** A mention brings no window; a button does. */
export function formButtonMessage(): Message {
  const question = 'When should the digest come, and about what?';
  return told([text(question)], question, formButton('Set up a digest'));
}

/** What was understood, for somebody to look at before it is set up: the button opens the window with it. */
export function checkWishesMessage(understood: Understood): Message {
  const { wishes } = understood;
  const read = cutToBytes(`I read: ${topicWords(wishes)}, ${scheduleWords(wishes)}.`, maxWordsBytes);
  const doubt = understood.doubts.length === 0 ? '' : `${doubtSentence(understood.doubts)} `;
  const sentence = `${read} ${doubt}Nothing is set up yet.`;
  return told([text(sentence)], sentence, formButton('Check and subscribe', encodeUnderstood(understood)));
}

/** What was understood of a wish that somebody said in a sentence: they say whether it is set up. @param channel where it comes @param here where they read it */
export function proposedMessage(understood: Understood, channel: string, here: string): Message {
  const { wishes } = understood;
  const where = channel === here ? [] : [text(' in ', { bold: true }), placeElement(channel)];
  const question = 'Shall I set up this digest';
  const what = cutToBytes(`${aboutDigest(wishes)}; ${sizeWords(wishes)}.`, maxWordsBytes);
  const value = encodeUnderstood(understood);
  const elements = [
    // What is too long for a button is set up in the window.
    ...(value === undefined
      ? []
      : [{ ...button(actionIds.subscribeAnyway, 'Set it up', value), style: 'primary' } as const]),
    button(actionIds.subscribeForm, 'Change', value),
    button(actionIds.dismiss, 'No, thanks'),
  ];
  return told([text(question, { bold: true }), ...where, text(`?\n${what}`)], `${question}? ${what}`, row(...elements));
}

const maxDoubtBytes = 200;

/** Says which words may have been read wrong. */
export function doubtSentence(doubts: readonly string[]): string {
  return `I was not sure about ${cutToBytes(doubts.map((words) => `“${words}”`).join(', '), maxDoubtBytes)}.`;
}

/** Problems of what somebody wrote, an example that works, and the window with what was understood. */
export function wrongWishesMessage(problems: readonly string[], command: string, understood?: Understood): Message {
  return told(
    [
      text(`${cutToBytes(problems.join(' '), maxWordsBytes)} For example: `),
      text(`${command} subscribe 9:00 weekdays quantization, "state space" -survey top:5`, { code: true }),
    ],
    problems.join(' '),
    understood === undefined ? [] : formButton('Set it right', encodeUnderstood(understood)),
  );
}
