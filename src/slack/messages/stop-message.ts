import type { Button } from '@slack/types';
import { keptAfterStopDays } from '../../store/stopped-subscriptions.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { actionIds } from '../button-state.ts';
import { aboutDigest } from './about-digest.ts';
import { button, confirmation, withButtons } from './elements.ts';
import { type Message, notice } from './message.ts';

/** Stopping a digest: asked once, and undone with one press. */

const question = 'Stop this digest?';
const history = `Its history of sent papers is kept for ${keptAfterStopDays} days.`;

/** Where nothing has asked yet: a press brings the question. */
export function stopButton({ id }: Pick<Subscription, 'id'>): Button {
  return { ...button(actionIds.remove, 'Stop', id), confirm: confirmation(question, history, 'Stop') };
}

/** The same question as a message. */
export function askStopMessage(subscription: Subscription): Message {
  const stop: Button = { ...button(actionIds.remove, 'Stop', subscription.id), style: 'danger' };
  return withButtons(notice(`${question} ${aboutDigest(subscription)}. ${history}`), [stop]);
}

/** What the person reads who stopped it. @param untold where the channel may not have heard */
export function stoppedMessage(subscription: Subscription, untold = ''): Message {
  const undo = button(actionIds.restore, 'Undo', subscription.id);
  return withButtons(notice(`Stopped: ${aboutDigest(subscription)}. ${untold}`.trim()), [undo]);
}
