import type { ModalView } from '@slack/types';
import { momentWords, snoozeWords } from '../../digests/subscription-words.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { actionIds } from '../button-state.ts';
import { aboutDigest } from './about-digest.ts';
import { button } from './button.ts';
import type { Message } from './message.ts';
import { notice } from './notice.ts';
import { richText, section, text } from './rich-text.ts';

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
  return {
    type: 'modal',
    callback_id: snoozeViewId,
    private_metadata: metadata,
    title: { type: 'plain_text', text: 'Snooze the digest' },
    submit: { type: 'plain_text', text: 'Snooze' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      richText(section(text(aboutDigest(subscription)))),
      {
        type: 'input',
        block_id: snoozeField,
        label: { type: 'plain_text', text: 'Until' },
        hint: {
          type: 'plain_text',
          text: 'The next digest comes on this day or soon after; what was due before does not.',
        },
        element: { type: 'datepicker', action_id: snoozeField, initial_date: day },
      },
    ],
  };
}

/** What the person reads who snoozed it, with the ways to change their mind. */
export function snoozedMessage(subscription: Subscription): Message {
  const { id, nextAt, timeZone } = subscription;
  const next = `The next digest comes ${momentWords(nextAt, timeZone)}.`;
  const said = notice(`${snoozeWords(subscription)}: ${aboutDigest(subscription)}. ${next}`);
  const elements = [button(actionIds.resume, 'Resume now', id), button(actionIds.snooze, 'Another day', id)];
  return { text: said.text, blocks: [...said.blocks, { type: 'actions', elements }] };
}
