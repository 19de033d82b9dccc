import type { WebClient } from '@slack/web-api';
import { validPart } from '../../digests/wishes.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { createReadableFrom } from '../delivery/readable-from.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Shown } from '../messages/digest-elements.ts';
import { type FormPreview, isOwn, type SubscriptionForm } from '../messages/subscription-view.ts';
import type { Caller } from '../reach.ts';

/** What the window shows of the digest that it would make; of wishes with problems what is valid of them. */
export async function previewOf(
  { digests, now }: Dependencies,
  form: SubscriptionForm,
  { team, user }: Pick<Caller, 'team' | 'user'>,
): Promise<FormPreview> {
  const { id, wishes, problems } = form;
  const valid = problems.length === 0 ? wishes : validPart(wishes, now());
  if (valid === undefined) return { problems };
  const reader = isOwn(form) ? { team, person: user } : undefined;
  return {
    problems,
    shown: { digest: await digests.digests.preview(valid, { id, reader }), wishes: valid, now: now() },
  };
}

/** What would be posted now, for one person to see. */
export async function upcomingFor(
  { digests, logger, now }: Dependencies,
  client: WebClient,
  subscription: Subscription,
): Promise<Shown> {
  const readableFrom = createReadableFrom({ clientOf: async () => client, logger });
  return { digest: await digests.digests.upcoming(subscription, readableFrom), wishes: subscription, now: now() };
}
