import { causeOf, troubleOf } from '../../delivery/errors.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import type { DigestListener } from './subscription-buttons.ts';

/** "Cancel": the question goes away. */
export function createDismiss({ logger }: Pick<DigestDependencies, 'logger'>): DigestListener {
  return async ({ ack, respond }) => {
    await ack();
    try {
      await respond({ delete_original: true });
    } catch (error) {
      if (troubleOf(error) === undefined) throw error;
      // It stays, and does nothing.
      logger.warn({ ...causeOf(error) }, 'A question could not be taken away');
    }
  };
}
