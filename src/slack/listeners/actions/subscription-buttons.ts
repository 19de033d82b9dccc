import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Subscription, SubscriptionKey } from '../../../store/subscriptions.ts';
import { tellPerson } from '../../delivery/tell-person.ts';
import type { Message } from '../../messages/message.ts';
import { managedMessage, subscriptionsMessage } from '../../messages/subscriptions-message.ts';
import { callerOf } from '../../reach.ts';
import type { Asker, DigestDependencies } from '../../requests/digest-deeds.ts';
import { isHome, pageIn, sayAtHome } from '../../requests/home.ts';
import { timeZoneOf } from '../../requests/people.ts';
import { gone } from '../../requests/stop-digest.ts';

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
  const recipient = { client, respond, ...place, replaces, cards: cards(callerOf(args).team), pressed: body };
  return tellPerson({ ...recipient, sleep, logger }, message);
}

/** The same for a press in App Home or in a window: the digest as it is now, for these are in no channel that has a list. */
async function redrawInView(
  args: DigestArgs,
  key: SubscriptionKey,
  dependencies: DigestDependencies,
  told: Message | undefined,
): Promise<void> {
  const { client, body } = args;
  const { home, digests, logger } = dependencies;
  const { team, user } = callerOf(args);
  const person = { team, person: user };
  if (isHome(body.view) && told !== undefined)
    return sayAtHome(dependencies, { client, person, view: body.view }, told);
  if (isHome(body.view)) return home.publish(client, person, { page: pageIn(body.view.private_metadata) });
  const report = (await digests.digests.in(key)).find(({ subscription }) => subscription.id === key.id);
  const message =
    told ?? (report === undefined ? gone : managedMessage(report, await timeZoneOf(client, user, logger)));
  await tell(args, message, dependencies, true);
  await home.refresh(client, person);
}

/**
 * The list of the channel as it is now, in the place of the one whose button was pressed if only the presser sees that.
 *
 * @param told what was done; all there is to say where no list was
 */
export async function redraw(
  args: DigestArgs,
  key: SubscriptionKey,
  dependencies: DigestDependencies,
  told?: Message,
): Promise<void> {
  if (args.body.view !== undefined) return redrawInView(args, key, dependencies, told);
  const { channel, team } = key;
  const { digests } = dependencies.digests;
  const isPrivate = args.body.container['is_ephemeral'] === true;
  const here = { reports: await digests.in({ team, channel }), damaged: await digests.damaged({ team, channel }) };
  const isEmpty = here.reports.length + here.damaged.length === 0;
  const isAlone = told !== undefined && (isEmpty || !isPrivate);
  if (isAlone) return tell(args, told, dependencies, isPrivate);
  const reader = await timeZoneOf(args.client, args.body.user.id, dependencies.logger);
  await tell(args, subscriptionsMessage({ ...here, reader }, told), dependencies, isPrivate);
}
