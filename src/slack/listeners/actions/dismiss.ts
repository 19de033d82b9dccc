import { causeOf, troubleOf } from '../../delivery/errors.ts';
import { notice } from '../../messages/notice.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { type DigestListener, tell } from './subscription-buttons.ts';

/** "Cancel": the question goes away. */
export function createDismiss(dependencies: DigestDependencies): DigestListener {
  const { logger } = dependencies;
  return async (args) => {
    await args.ack();
    // Nothing but the person closes a window.
    if (args.body.view !== undefined) return tell(args, notice('Nothing was posted or changed.'), dependencies, true);
    try {
      await args.respond({ delete_original: true });
    } catch (error) {
      if (troubleOf(error) === undefined) throw error;
      // It stays, and does nothing.
      logger.warn({ ...causeOf(error) }, 'A question could not be taken away');
    }
  };
}
