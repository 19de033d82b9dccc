import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Place, Subscription } from '../../../store/subscriptions.ts';
import { tellPerson } from '../../delivery/tell-person.ts';
import type { Message } from '../../messages/message.ts';
import { notice } from '../../messages/notice.ts';
import { subscriptionsMessage } from '../../messages/subscriptions-message.ts';
import { callerOf } from '../../reach.ts';
import type { Asker, DigestDependencies } from '../../requests/digest-deeds.ts';

export type DigestArgs = SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs;
export type DigestListener = (args: DigestArgs) => Promise<void>;

export const gone = notice('That digest was removed before.');

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
  { sleep, logger }: DigestDependencies,
  replaces = false,
): Promise<void> {
  const { body, client, respond } = args;
  const place = { channel: body.channel?.id, user: body.user.id };
  return tellPerson({ client, respond, ...place, replaces, sleep, logger }, message);
}

/** The list of the channel as it is now, in the place of the one whose button was pressed if only the presser sees that. */
export async function redraw(
  args: DigestArgs,
  { channel, team }: Place,
  dependencies: DigestDependencies,
  untold?: string,
): Promise<void> {
  const { digests } = dependencies.digests;
  const here = { reports: await digests.in({ team, channel }), damaged: await digests.damaged({ team, channel }) };
  const isEmpty = here.reports.length + here.damaged.length === 0;
  const lead = untold === undefined ? undefined : `Done. ${untold}`;
  const message = isEmpty
    ? notice(`${lead ?? ''} No digest is set up here any more.`.trim())
    : subscriptionsMessage(here, lead);
  await tell(args, message, dependencies, args.body.container['is_ephemeral'] === true);
}
