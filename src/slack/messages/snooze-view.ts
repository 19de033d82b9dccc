import type { ModalView } from '@slack/types';
import { momentWords, snoozeWords } from '../../digests/subscription-words.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { actionIds } from '../button-state.ts';
import { aboutDigest } from './about-digest.ts';
import { button, withButtons } from './elements.ts';
import { type Message, notice } from './message.ts';
import { line, text } from './rich-text.ts';
import { input, windowOf } from './windows.ts';

/** callback_id of the window. */
export const snoozeViewId = 'snooze';

/** block_id and action_id of its only field. */
export const snoozeField = 'snooze_until';

/**
 * The window that asks until when a digest sleeps.
 *
 * @param day what it begins with, "YYYY-MM-DD"
 * @param metadata what comes back with a submission, see reach.ts
 */
export function snoozeView(subscription: Subscription, day: string, metadata: string): ModalView {
  const until = input(snoozeField, {
    label: 'Until',
    hint: 'The next digest comes on this day or soon after; what was due before does not.',
    element: { type: 'datepicker', action_id: snoozeField, initial_date: day },
  });
  const submitted = { callbackId: snoozeViewId, metadata, label: 'Snooze' };
  return windowOf('Snooze the digest', [line(text(aboutDigest(subscription))), until], 'Cancel', submitted);
}

/** What the person reads who snoozed it, with the ways to change their mind. */
export function snoozedMessage(subscription: Subscription): Message {
  const { id, nextAt, timeZone } = subscription;
  const next = `The next digest comes ${momentWords(nextAt, timeZone)}.`;
  const said = notice(`${snoozeWords(subscription)}: ${aboutDigest(subscription)}. ${next}`);
  return withButtons(said, [button(actionIds.resume, 'Resume now', id), button(actionIds.snooze, 'Another day', id)]);
}
