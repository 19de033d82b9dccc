import { previewMessage } from '../../messages/preview-message.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { type DigestListener, gone, pressedOf, tell } from './subscription-buttons.ts';

export function createShowPreview(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    const { digests } = dependencies.digests;
    const subscription = await pressedOf(args, dependencies);
    if (subscription === undefined) return tell(args, gone, dependencies);
    const digest = await digests.preview(subscription, subscription.id);
    await tell(args, previewMessage(digest, subscription), dependencies);
  };
}
