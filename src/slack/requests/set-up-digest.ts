import type { Doubt } from '../../digests/doubts.ts';
import { defaultWishes } from '../../digests/wishes.ts';
import type { Wishes } from '../../store/subscriptions.ts';
import type { DigestPlace, Understood } from '../button-state.ts';
import { causeOf, troubleOf } from '../delivery/errors.ts';
import { type Sleep, waitingForRateLimit } from '../delivery/rate-limit.ts';
import { openWindow, type WindowTrigger } from '../delivery/windows.ts';
import type { Dependencies } from '../dependencies.ts';
import { doubtMessage, doubtWords } from '../messages/doubt-message.ts';
import { type Message, notice, noUnfurl, typed } from '../messages/message.ts';
import {
  cannotPostMessage,
  deedMessage,
  proposedMessage,
  subscribedMessage,
} from '../messages/subscription-notices.ts';
import { subscriptionView } from '../messages/subscription-view.ts';
import type { NamedAsker } from './asked.ts';
import { ownConversation, timeZoneOf } from './people.ts';
import { previewOf } from './previews.ts';
import { tellChannel, untoldSentence } from './tell-channel.ts';

/** What came of setting up a digest. */
export type SetUp =
  | { readonly kind: 'set-up'; readonly message: Message }
  /** Nothing is kept: of the place or of the wishes, in one sentence for a window, or in a message that holds what was wished. */
  | { readonly kind: 'refused'; readonly of: 'place' | 'wishes'; readonly sentence: string; readonly message: Message }
  /** Nothing is kept yet. */
  | { readonly kind: 'doubted'; readonly doubts: readonly Doubt[]; readonly message: Message };

const outsider = 'Only people in a channel set up its digests. Join it, or choose another one.';
const savedIsOwn =
  'saved:like is for a digest of your own, since nobody else learns what you saved. Write “to me” with it, or leave it out.';
const twice = 'This digest is set up here already.';

/** Slack surely takes nothing in the conversation. */
function isOutside(error: unknown): boolean {
  const means = troubleOf(error)?.means;
  return means === 'outside' || means === 'channel';
}

type Refused = Extract<SetUp, { kind: 'refused' }>;

/** What is said of the channel that one is in, said of another. */
const saidElsewhere = (sentence: string): string =>
  sentence.replace(/\b(t)his channel\b/gi, '$1hat channel').replace(/\bhere\b/g, 'there');

function noPlace(
  { command }: Pick<Dependencies, 'command'>,
  { channel: here }: Pick<NamedAsker, 'channel'>,
  channel: string,
  wishes: Wishes,
  error?: unknown,
): Refused {
  const { person = 'I cannot post in this conversation.', means } = troubleOf(error) ?? {};
  const refusal = channel === here ? person : saidElsewhere(person);
  const message = cannotPostMessage(channel, wishes, command, { here, refusal, isOutside: means === 'outside' });
  // A window says it under the field with the channel.
  return { kind: 'refused', of: 'place', sentence: person, message };
}

/** The id of the conversation that is meant. */
async function channelOf(asker: NamedAsker, place: DigestPlace): Promise<string> {
  if (place !== 'here' && place !== 'me') return place;
  return place === 'me' || asker.channel === '' ? ownConversation(asker) : asker.channel;
}

/**
 * Whether the asker is a member of another channel than the one they ask in. Slack tells members only with the scopes to read
 * channels, which the bot does not ask for; but it shows a message for one person to nobody who is not a member.
 *
 * @throws Slack's error when the bot is not in that channel, see isOutside
 */
async function isMemberOf({ client, user }: NamedAsker, channel: string, sleep: Sleep): Promise<boolean> {
  try {
    const message = { ...notice('Setting up the digest here.'), ...noUnfurl };
    await waitingForRateLimit(() => client.chat.postEphemeral({ channel, user, ...message }), sleep);
    return true;
  } catch (error) {
    if (troubleOf(error)?.means === 'outsider') return false;
    throw error;
  }
}

/** Why the asker sets up nothing there; undefined: they may. */
async function refusalOf(
  dependencies: Dependencies,
  asker: NamedAsker,
  channel: string,
  wishes: Wishes,
): Promise<Refused | undefined> {
  // In a direct message the bot is there only when it is the person's own one with it.
  if (channel.startsWith('D'))
    return channel === (await ownConversation(asker)) ? undefined : noPlace(dependencies, asker, channel, wishes);
  if (channel === asker.channel) return undefined;
  try {
    if (await isMemberOf(asker, channel, dependencies.sleep)) return undefined;
    return { kind: 'refused', of: 'place', sentence: outsider, message: notice(outsider) };
  } catch (error) {
    if (isOutside(error)) return noPlace(dependencies, asker, channel, wishes, error);
    throw error;
  }
}

/** Subscribes a channel and says so there; where the bot cannot post nothing is kept. */
async function subscribe(
  dependencies: Dependencies,
  asker: NamedAsker,
  channel: string,
  wishes: Wishes,
): Promise<SetUp> {
  const { command, logger } = dependencies;
  const { digests } = dependencies.digests;
  const subscription = await digests.subscribe({ team: asker.team, channel }, asker.user, wishes);
  if (subscription === undefined) {
    const message = notice(`${twice} See it with `, typed(`${command} subscriptions`), '.');
    return { kind: 'refused', of: 'wishes', sentence: twice, message };
  }
  try {
    const told = deedMessage('set up', asker.userName, wishes, command);
    await tellChannel({ ...dependencies, client: asker.client }, channel, told);
  } catch (error) {
    // A refusal is certain, and nobody has read of it. After anything else somebody may have, or it passes.
    if (!isOutside(error)) {
      const untold = untoldSentence(error, dependencies, channel);
      return { kind: 'set-up', message: subscribedMessage(subscription, { command, here: asker.channel, untold }) };
    }
    logger.warn({ ...causeOf(error), channel }, 'No digest set up where nothing can be posted');
    await digests.remove(subscription);
    return noPlace(dependencies, asker, channel, wishes, error);
  }
  return { kind: 'set-up', message: subscribedMessage(subscription, { command, here: asker.channel }) };
}

/** Where it comes, when nothing stands against it. */
type Ready = { readonly kind: 'ready'; readonly channel: string };

async function prepareDigest(
  dependencies: Dependencies,
  asker: NamedAsker,
  { wishes, place }: Pick<Understood, 'wishes' | 'place'>,
  isKnown: (doubt: string) => boolean,
): Promise<Exclude<SetUp, { kind: 'set-up' }> | Ready> {
  const channel = await channelOf(asker, place);
  const refusal = await refusalOf(dependencies, asker, channel, wishes);
  if (refusal !== undefined) return refusal;
  if (wishes.savedLike && !channel.startsWith('D'))
    return { kind: 'refused', of: 'wishes', sentence: savedIsOwn, message: notice(savedIsOwn) };
  const { doubts: doubtsAbout } = dependencies.digests;
  const all = [
    ...(await doubtsAbout.ofTopics(wishes)),
    ...(await doubtsAbout.ofPlace({ team: asker.team, channel }, wishes)),
  ];
  const doubts = all.filter((doubt) => !isKnown(doubtWords(doubt)));
  if (doubts.length === 0) return { kind: 'ready', channel };
  const message = doubtMessage(doubts, { wishes, place, doubts: [] }, asker.channel);
  return { kind: 'doubted', doubts, message };
}

/**
 * Sets up what is without problems, see problemsOf.
 *
 * @param isKnown tells doubts that the person has read of before, by their words
 */
export async function setUpDigest(
  dependencies: Dependencies,
  asker: NamedAsker,
  wanted: Pick<Understood, 'wishes' | 'place'>,
  isKnown: (doubt: string) => boolean = () => false,
): Promise<SetUp> {
  const prepared = await prepareDigest(dependencies, asker, wanted, isKnown);
  return prepared.kind === 'ready' ? subscribe(dependencies, asker, prepared.channel, wanted.wishes) : prepared;
}

/** Shows what was understood, or what stands against it; nothing is set up before somebody says so. */
export async function proposeDigest(
  dependencies: Dependencies,
  asker: NamedAsker,
  understood: Understood,
): Promise<Message> {
  const prepared = await prepareDigest(dependencies, asker, understood, () => false);
  if (prepared.kind !== 'ready') return prepared.message;
  return proposedMessage(understood, prepared.channel, asker.channel);
}

/** Opens the window for a new digest, with what was understood of somebody's words. */
export async function openForm(
  dependencies: Dependencies,
  asker: NamedAsker,
  trigger: WindowTrigger,
  understood?: Understood,
): Promise<void> {
  const { logger, reach } = dependencies;
  const { client, user, channel } = asker;
  const isInChannel = channel !== '' && !channel.startsWith('D');
  const {
    wishes,
    place,
    doubts,
    problems = [],
  } = understood ?? {
    ...{ wishes: { ...defaultWishes, timeZone: await timeZoneOf(client, user, logger) }, doubts: [] },
    place: 'here',
  };
  const form = {
    ...{ id: undefined, isInChannel, wishes, doubts },
    place: place === 'here' && (!isInChannel || wishes.savedLike) ? 'me' : place,
    problems: wishes.savedLike && place !== 'here' && place !== 'me' ? [...problems, savedIsOwn] : problems,
  };
  const metadata = reach.seal({ channel }, asker);
  const view = subscriptionView(form, await previewOf(dependencies, form, asker), metadata);
  await openWindow(client, trigger, view);
}
