import { createReadableFrom } from '../../delivery/readable-from.ts';
import { previewMessage } from '../../messages/preview-message.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { timeZoneOf } from '../../requests/people.ts';
import { gone } from '../../requests/stop-digest.ts';
import { type DigestListener, pressedOf, tell } from './subscription-buttons.ts';

export function createShowPreview(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    const subscription = await pressedOf(args, dependencies);
    if (subscription === undefined) return tell(args, gone, dependencies);
    const readableFrom = createReadableFrom({ clientOf: async () => args.client, logger: dependencies.logger });
    const digest = await dependencies.digests.digests.upcoming(subscription, readableFrom);
    const reader = await timeZoneOf(args.client, args.body.user.id, dependencies.logger);
    const shown = { digest, wishes: subscription, now: dependencies.now() };
    await tell(args, previewMessage(shown, subscription, reader), dependencies);
  };
}
