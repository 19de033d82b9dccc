import { momentFor } from '../../digests/subscription-words.ts';
import type { Subscription, SubscriptionKey } from '../../store/subscriptions.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Message, notice } from '../messages/message.ts';
import { snoozedMessage } from '../messages/snooze-view.ts';
import { stoppedMessage } from '../messages/stop-message.ts';
import { damagedRemovedMessage, deedMessage } from '../messages/subscription-notices.ts';
import type { NamedAsker } from './asked.ts';
import { tellChannelIfThere } from './tell-channel.ts';

/** Ending a digest, for good or for a while, whichever way somebody asks for it. Each gives what that person reads. */

export const gone = notice('That digest was stopped before.');
export const isPaused = notice('It is paused. Resume it first.');

/** Stops a digest and says so in its channel, if the bot is still there. */
export async function stopDigest(
  dependencies: Dependencies,
  { client, userName }: NamedAsker,
  subscription: Subscription,
): Promise<Message> {
  const { digests, command } = dependencies;
  if (!(await digests.digests.remove(subscription))) return gone;
  const told = deedMessage('stopped', userName, subscription, command);
  return stoppedMessage(
    subscription,
    await tellChannelIfThere({ ...dependencies, client }, subscription.channel, told),
  );
}

/** The same for one whose record is damaged; nobody can bring that back. */
export async function removeDamaged(
  dependencies: Dependencies,
  { client, userName }: NamedAsker,
  key: SubscriptionKey,
): Promise<Message> {
  if (!(await dependencies.digests.digests.remove(key))) return gone;
  const told = damagedRemovedMessage(userName);
  const untold = await tellChannelIfThere({ ...dependencies, client }, key.channel, told);
  return notice(`Removed. ${untold ?? ''}`.trim());
}

/** Undoes it. */
export async function bringBack(
  dependencies: Dependencies,
  { client, userName }: NamedAsker,
  stopped: Subscription,
): Promise<Message> {
  const { digests, command } = dependencies;
  const subscription = await digests.digests.restore(stopped);
  if (subscription === undefined) return notice('This digest is set up here already.');
  const told = deedMessage('brought back', userName, subscription, command);
  const untold = await tellChannelIfThere({ ...dependencies, client }, subscription.channel, told);
  const { paused, nextAt, timeZone } = subscription;
  const next =
    paused === undefined ? `The next digest comes ${momentFor(nextAt, timeZone, undefined)}.` : 'It is still paused.';
  return notice(`It is back as it was. ${next} ${untold ?? ''}`.trim());
}

/** Nothing comes before that day, "YYYY-MM-DD". */
export async function snoozeDigest(
  { digests }: Dependencies,
  { userName }: Pick<NamedAsker, 'userName'>,
  subscription: Subscription,
  day: string,
): Promise<Message> {
  const snoozed = await digests.digests.snooze(subscription, day, userName);
  if (snoozed === undefined) return gone;
  return snoozed.isNew ? snoozedMessage(snoozed.subscription) : isPaused;
}
