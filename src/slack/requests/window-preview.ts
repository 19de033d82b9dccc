import type { FormPreview, SubscriptionForm } from '../messages/subscription-view.ts';
import type { DigestDependencies } from './digest-deeds.ts';

/** What the window shows of the digest that it would make. */
export async function previewOf(
  { digests, now }: Pick<DigestDependencies, 'digests' | 'now'>,
  { id, wishes, problems }: Pick<SubscriptionForm, 'id' | 'wishes' | 'problems'>,
): Promise<FormPreview> {
  if (problems.length > 0) return { kind: 'problems', problems };
  return { kind: 'digest', digest: await digests.digests.preview(wishes, id), now: now() };
}
