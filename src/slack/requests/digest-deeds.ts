import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { DigestService, StatusService } from '../../compose.ts';
import { defaultWishes } from '../../digests/wishes.ts';
import type { Subscription, SubscriptionKey, Wishes } from '../../store/subscriptions.ts';
import type { Understood } from '../button-state.ts';
import { causeOf, troubleOf } from '../delivery/errors.ts';
import { orPlain } from '../delivery/plain-form.ts';
import { type Sleep, waitingForRateLimit } from '../delivery/rate-limit.ts';
import { type Message, noUnfurl } from '../messages/message.ts';
import { notice, typed } from '../messages/notice.ts';
import {
  cannotPostMessage,
  type Deed,
  damagedRemovedMessage,
  deedMessage,
  subscribedMessage,
} from '../messages/subscription-notices.ts';
import { subscriptionView } from '../messages/subscription-view.ts';
import type { Reach } from '../reach.ts';
import { timeZoneOf } from './people.ts';

export interface DigestDependencies {
  readonly digests: DigestService;
  readonly reach: Reach;
  readonly status: StatusService;
  readonly command: string;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  readonly sleep: Sleep;
}

/** Who asks, and where. */
export interface Asker {
  readonly client: WebClient;
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  readonly userName: string;
}

export const changedMeanwhile =
  'Somebody changed this digest while the window was open. Close the window and open it again.';

/** The same, where the window is closed already. */
export const changedJustBefore = notice(
  'Nothing was saved: somebody changed or removed this digest a moment before you.',
);

/** Slack surely takes nothing in the conversation. */
function isOutside(error: unknown): boolean {
  const means = troubleOf(error)?.means;
  return means === 'outside' || means === 'channel';
}

/** Tells the channel in one line what somebody did; a direct message needs none, the person sees the answer there. */
async function announce(
  dependencies: DigestDependencies,
  { client, userName }: Asker,
  { channel, ...wishes }: Subscription,
  deed: Deed,
): Promise<void> {
  await postHere(dependencies, client, channel, deedMessage(deed, userName, wishes, dependencies.command));
}

async function postHere(
  { logger, sleep }: DigestDependencies,
  client: WebClient,
  channel: string,
  message: Message,
): Promise<void> {
  if (channel.startsWith('D')) return;
  await orPlain(message, logger, (content) =>
    waitingForRateLimit(() => client.chat.postMessage({ channel, ...content, ...noUnfurl }), sleep),
  );
}

/** For whoever did it, where the channel may not have heard. @throws what is no trouble of Slack */
function untoldSentence(error: unknown, { logger }: DigestDependencies, channel: string): string {
  const trouble = troubleOf(error);
  if (trouble === undefined) throw error;
  logger.warn({ ...causeOf(error), channel }, 'A channel was not told what somebody did');
  return trouble.means === 'unclear'
    ? 'Slack did not confirm that the channel was told.'
    : `The channel was not told. ${trouble.person}`;
}

/** In a direct message the bot is there only when it is the person's own one with it. */
async function isForeignConversation({ client, user }: Asker, channel: string): Promise<boolean> {
  if (!channel.startsWith('D')) return false;
  const { channel: own } = await client.conversations.open({ users: user });
  return own?.id !== channel;
}

/**
 * Whether the asker is a member of another channel than the one they ask in. Slack tells members only with the scopes to read
 * channels, which the bot does not ask for; but it shows a message for one person to nobody who is not a member.
 *
 * @throws Slack's error when the bot is not in that channel, see isOutside
 */
async function isMemberOf({ client, user }: Asker, channel: string, sleep: Sleep): Promise<boolean> {
  try {
    const message = { ...notice('Setting up the digest here.'), ...noUnfurl };
    await waitingForRateLimit(() => client.chat.postEphemeral({ channel, user, ...message }), sleep);
    return true;
  } catch (error) {
    if (troubleOf(error)?.means === 'outsider') return false;
    throw error;
  }
}

/** Subscribes a channel and says so there; where the bot cannot post nothing is kept. */
export async function subscribe(
  dependencies: DigestDependencies,
  asker: Asker,
  channel: string,
  wishes: Wishes,
): Promise<Message> {
  const { command, sleep } = dependencies;
  const { digests } = dependencies.digests;
  if (await isForeignConversation(asker, channel)) return cannotPostMessage(channel, wishes, command);
  if (channel !== asker.channel && !channel.startsWith('D')) {
    try {
      if (!(await isMemberOf(asker, channel, sleep)))
        return notice('Only people in a channel set up its digests. Join it, or choose another one.');
    } catch (error) {
      if (isOutside(error)) return cannotPostMessage(channel, wishes, command, troubleOf(error)?.person);
      throw error;
    }
  }
  const subscription = await digests.subscribe({ team: asker.team, channel }, asker.user, wishes);
  if (subscription === undefined)
    return notice('This digest is set up here already. See it with ', typed(`${command} subscriptions`), '.');
  try {
    await announce(dependencies, asker, subscription, 'set up');
  } catch (error) {
    // A refusal is certain, and nobody has read of it. After anything else somebody may have, or it passes.
    if (!isOutside(error))
      return subscribedMessage(subscription, command, untoldSentence(error, dependencies, channel));
    dependencies.logger.warn({ ...causeOf(error), channel }, 'No digest set up where nothing can be posted');
    await digests.remove(subscription);
    return cannotPostMessage(channel, wishes, command, troubleOf(error)?.person);
  }
  return subscribedMessage(subscription, command);
}

/** Opens the window for a new digest, with what was understood of somebody's words. */
export async function openForm(
  dependencies: DigestDependencies,
  asker: Asker,
  triggerId: string,
  understood?: Understood,
): Promise<void> {
  const { digests, logger, reach } = dependencies;
  const wishes = understood?.wishes ?? {
    ...defaultWishes,
    timeZone: await timeZoneOf(asker.client, asker.user, logger),
  };
  const digest = await digests.digests.preview(wishes);
  const doubts = understood?.doubts ?? [];
  const form = { id: undefined, channel: asker.channel, wishes, doubts, openedOn: undefined };
  const metadata = reach.seal({ channel: asker.channel }, asker);
  const view = subscriptionView(form, { kind: 'digest', digest, now: dependencies.now() }, metadata);
  await asker.client.views.open({ trigger_id: triggerId, view });
}

/** Ends a subscription and says so in its channel, if the bot is still there. */
export async function removeSubscription(
  dependencies: DigestDependencies,
  asker: Asker,
  subscription: Subscription,
): Promise<{ readonly message: Message; readonly untold?: string | undefined }> {
  const isNew = await dependencies.digests.digests.remove(subscription);
  if (!isNew) return { message: notice('That digest was removed before.') };
  const tell = (): Promise<void> => announce(dependencies, asker, subscription, 'removed');
  const untold = await whereThere(tell, dependencies, subscription.channel);
  return { message: notice(`Removed. Nothing more is posted here for it. ${untold ?? ''}`.trim()), untold };
}

/** The same for one whose record is damaged. Gives a sentence for whoever did it where the channel may not have heard. */
export async function removeDamaged(
  dependencies: DigestDependencies,
  { client, userName }: Asker,
  key: SubscriptionKey,
): Promise<string | undefined> {
  if (!(await dependencies.digests.digests.remove(key))) return undefined;
  const { channel } = key;
  return whereThere(
    () => postHere(dependencies, client, channel, damagedRemovedMessage(userName)),
    dependencies,
    channel,
  );
}

/** What was done is done, also where the bot cannot say it any more: then gives a sentence for whoever did it. */
async function whereThere(
  tell: () => Promise<void>,
  dependencies: DigestDependencies,
  channel: string,
): Promise<string | undefined> {
  try {
    await tell();
    return undefined;
  } catch (error) {
    return untoldSentence(error, dependencies, channel);
  }
}
