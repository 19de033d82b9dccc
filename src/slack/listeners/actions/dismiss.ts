import { causeOf, troubleOf } from '../../delivery/errors.ts';
import { notice } from '../../messages/notice.ts';
import { type OnPress, tell } from './press.ts';

/** "Cancel": the question goes away. */
export const dismiss: OnPress = async (press, dependencies) => {
  // Nothing but the person closes a window.
  if (press.body.view !== undefined)
    return tell(press, dependencies, notice('Nothing was posted or changed.'), { replaces: true });
  try {
    await press.respond({ delete_original: true });
  } catch (error) {
    if (troubleOf(error) === undefined) throw error;
    // It stays, and does nothing.
    dependencies.logger.warn({ ...causeOf(error) }, 'A question could not be taken away');
  }
};
