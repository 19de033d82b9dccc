import type { Logger } from 'pino';
import type { Message } from '../messages/message.ts';
import { causeOf, troubleOf } from './errors.ts';

/** A message as it is written, or its text alone. */
export type Content = Message | { readonly text: string };

/** Posts a message; one that Slack does not take as it is written goes once more, as its text alone. That is our fault, and logged so. */
export async function orPlain<Result>(
  message: Message,
  logger: Logger,
  post: (content: Content) => Promise<Result>,
): Promise<Result> {
  try {
    return await post(message);
  } catch (error) {
    if (troubleOf(error)?.means !== 'message') throw error;
    logger.error({ ...causeOf(error), text: message.text.slice(0, 100) }, 'A message of ours is not as Slack wants it');
    return post({ text: message.text });
  }
}
