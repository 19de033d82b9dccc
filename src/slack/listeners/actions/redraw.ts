import type { Subscription, SubscriptionKey } from '../../../store/subscriptions.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Message } from '../../messages/message.ts';
import { managedMessage, subscriptionsMessage } from '../../messages/subscriptions-message.ts';
import { callerOf } from '../../reach.ts';
import { isHome, pageIn, sayAtHome } from '../../requests/home.ts';
import { timeZoneOf } from '../../requests/people.ts';
import { gone } from '../../requests/stop-digest.ts';
import { type OnPress, type Press, pressedValue, type Telling, tell } from './press.ts';

/** The subscription that a button names. */
export function pressedDigest(press: Press, { reach }: Dependencies): Promise<Subscription | undefined> {
  return reach.subscription(callerOf(press), pressedValue(press));
}

/** Does something with the subscription that a button names, if it is still there. @param telling of the word that it is gone */
export function onDigest(
  act: (press: Press, dependencies: Dependencies, subscription: Subscription) => Promise<void>,
  telling: Telling = {},
): OnPress {
  return async (press, dependencies) => {
    const subscription = await pressedDigest(press, dependencies);
    if (subscription === undefined) return tell(press, dependencies, gone, telling);
    await act(press, dependencies, subscription);
  };
}

/** A digest as it is now, for who pressed in App Home or in a window: these are in no channel that has a list. */
async function redrawInView(
  press: Press,
  dependencies: Dependencies,
  key: SubscriptionKey,
  told: Message | undefined,
): Promise<void> {
  const { client, body } = press;
  const { home, digests, logger } = dependencies;
  const { team, user } = callerOf(press);
  const person = { team, person: user };
  if (isHome(body.view) && told !== undefined)
    return sayAtHome(dependencies, { client, person, view: body.view }, told);
  if (isHome(body.view)) return home.publish(client, person, { page: pageIn(body.view.private_metadata) });
  const report = await digests.digests.report(key);
  const message =
    told ?? (report === undefined ? gone : managedMessage(report, await timeZoneOf(client, user, logger)));
  await tell(press, dependencies, message, { replaces: true });
  await home.refresh(client, person);
}

/**
 * The list of the channel as it is now, in the place of the one whose button was pressed if only the presser sees that.
 *
 * @param told what was done; all there is to say where no list was
 */
export async function redraw(
  press: Press,
  dependencies: Dependencies,
  key: SubscriptionKey,
  told?: Message,
): Promise<void> {
  if (press.body.view !== undefined) return redrawInView(press, dependencies, key, told);
  const { channel, team } = key;
  const { digests } = dependencies.digests;
  const replaces = press.body.container['is_ephemeral'] === true;
  const here = { reports: await digests.in({ team, channel }), damaged: await digests.damaged({ team, channel }) };
  const isEmpty = here.reports.length + here.damaged.length === 0;
  if (told !== undefined && (isEmpty || !replaces)) return tell(press, dependencies, told, { replaces });
  const reader = await timeZoneOf(press.client, press.body.user.id, dependencies.logger);
  const list = { ...here, reader, command: dependencies.command };
  await tell(press, dependencies, subscriptionsMessage(list, told), { replaces });
}
