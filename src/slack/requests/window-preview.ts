import { validPart } from '../../digests/wishes.ts';
import { type FormPreview, isOwn, type SubscriptionForm } from '../messages/subscription-view.ts';
import type { Caller } from '../reach.ts';
import type { DigestDependencies } from './digest-deeds.ts';

/** What the window shows of the digest that it would make; of wishes with problems what is valid of them. */
export async function previewOf(
  { digests, now }: Pick<DigestDependencies, 'digests' | 'now'>,
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
