import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { DigestService, StatusService } from '../../compose.ts';
import { defaultWishes } from '../../digests/wishes.ts';
import type { Wishes } from '../../store/subscriptions.ts';
import type { Understood } from '../button-state.ts';
import { causeOf, troubleOf } from '../delivery/errors.ts';
import { type Sleep, waitingForRateLimit } from '../delivery/rate-limit.ts';
import { type Message, noUnfurl } from '../messages/message.ts';
import { notice, typed } from '../messages/notice.ts';
import { cannotPostMessage, deedMessage, subscribedMessage } from '../messages/subscription-notices.ts';
import { subscriptionView } from '../messages/subscription-view.ts';
import type { Reach } from '../reach.ts';
import { timeZoneOf } from './people.ts';
import { tellChannel, untoldSentence } from './tell-channel.ts';

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

/** The person's direct message with the bot. */
export async function ownConversation({ client, user }: Pick<Asker, 'client' | 'user'>): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  return channel?.id ?? user;
}

/** In a direct message the bot is there only when it is the person's own one with it. */
async function isForeignConversation(asker: Asker, channel: string): Promise<boolean> {
  return channel.startsWith('D') && (await ownConversation(asker)) !== channel;
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
    const told = deedMessage('set up', asker.userName, wishes, command);
    await tellChannel({ ...dependencies, client: asker.client }, channel, told);
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
