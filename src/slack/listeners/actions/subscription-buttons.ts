import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Place, Subscription } from '../../../store/subscriptions.ts';
import { tellPerson } from '../../delivery/tell-person.ts';
import type { Message } from '../../messages/message.ts';
import { subscriptionsMessage } from '../../messages/subscriptions-message.ts';
import { callerOf } from '../../reach.ts';
import type { Asker, DigestDependencies } from '../../requests/digest-deeds.ts';
import { timeZoneOf } from '../../requests/people.ts';

export type DigestArgs = SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs;
export type DigestListener = (args: DigestArgs) => Promise<void>;

export function askerOf(args: DigestArgs): Asker {
  const { id, name, username } = args.body.user;
  const { team, channel = '', user } = callerOf(args);
  return { client: args.client, team, channel, user, userName: name ?? username ?? id };
}

/** The subscription that a button names. */
export function pressedOf(args: DigestArgs, { reach }: DigestDependencies): Promise<Subscription | undefined> {
  return reach.subscription(callerOf(args), args.payload.value);
}

export function tell(
  args: DigestArgs,
  message: Message,
  { cards, sleep, logger }: DigestDependencies,
  replaces = false,
): Promise<void> {
  const { body, client, respond } = args;
  const place = { channel: body.channel?.id, user: body.user.id };
  const recipient = { client, respond, ...place, replaces, cards: cards(callerOf(args).team) };
  return tellPerson({ ...recipient, sleep, logger }, message);
}

/**
 * The list of the channel as it is now, in the place of the one whose button was pressed if only the presser sees that.
 *
 * @param told what was done; all there is to say where no list was
 */
export async function redraw(
  args: DigestArgs,
  { channel, team }: Place,
  dependencies: DigestDependencies,
  told?: Message,
): Promise<void> {
  const { digests } = dependencies.digests;
  const isPrivate = args.body.container['is_ephemeral'] === true;
  const here = { reports: await digests.in({ team, channel }), damaged: await digests.damaged({ team, channel }) };
  const isEmpty = here.reports.length + here.damaged.length === 0;
  const isAlone = told !== undefined && (isEmpty || !isPrivate);
  if (isAlone) return tell(args, told, dependencies, isPrivate);
  const reader = await timeZoneOf(args.client, args.body.user.id, dependencies.logger);
  await tell(args, subscriptionsMessage({ ...here, reader }, told), dependencies, isPrivate);
}
