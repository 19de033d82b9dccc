import { logged } from '../../delivery/errors.ts';
import { notice } from '../../messages/message.ts';
import { type OnPress, tell } from './press.ts';

/** "Cancel": the question goes away. */
export const dismiss: OnPress = async (press, dependencies) => {
  // Nothing but the person closes a window.
  if (press.body.view !== undefined)
    return tell(press, dependencies, notice('Nothing was posted or changed.'), { replaces: true });
  const { logger } = dependencies;
  // Where Slack refuses, it stays, and does nothing.
  await press
    .respond({ delete_original: true })
    .catch(logged((cause) => logger.warn(cause, 'A question could not be taken away'), undefined));
};
