import { validPart } from '../../digests/wishes.ts';
import type { FormPreview, SubscriptionForm } from '../messages/subscription-view.ts';
import type { DigestDependencies } from './digest-deeds.ts';

/** What the window shows of the digest that it would make; of wishes with problems what is valid of them. */
export async function previewOf(
  { digests, now }: Pick<DigestDependencies, 'digests' | 'now'>,
  { id, wishes, problems }: Pick<SubscriptionForm, 'id' | 'wishes' | 'problems'>,
): Promise<FormPreview> {
  const valid = problems.length === 0 ? wishes : validPart(wishes, now());
  if (valid === undefined) return { problems };
  return { problems, shown: { digest: await digests.digests.preview(valid, id), wishes: valid, now: now() } };
}
