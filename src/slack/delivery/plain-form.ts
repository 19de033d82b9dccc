import { RespondError } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import type { Logger } from 'pino';
import type { CardMessage, Message } from '../messages/message.ts';
import { withoutPicture } from '../messages/paper-card.ts';
import type { TeamCards } from './cards.ts';
import { causeOf, troubleOf } from './errors.ts';
import type { Calling } from './rate-limit.ts';
import { isAboutBlocks } from './slack-codes.ts';

/** A message in one of its forms, or its text alone. */
export type Content = CardMessage | { readonly text: string };

/** Posts a message; one that Slack does not take as it is written goes once more, as its text alone. That is our fault, and logged so. */
export async function orPlain<Result>(
  { text, blocks }: Message,
  logger: Logger,
  post: (content: Content) => Promise<Result>,
): Promise<Result> {
  try {
    return await post({ text, blocks });
  } catch (error) {
    if (troubleOf(error)?.means !== 'message') throw error;
    logger.error({ ...causeOf(error), text: text.slice(0, 100) }, 'A message of ours is not as Slack wants it');
    return post({ text });
  }
}

/** What people see of a message. */
export type Form = 'cards' | 'plain';

export interface FormDependencies extends Calling {
  /** Undefined: the message goes out plain. */
  readonly cards: TeamCards | undefined;
}

/** Before another form: Slack counts what it refused as well, and takes about one message a second. */
const pauseMs = 1_100;

/** Slack surely has not taken it, and it may be because of the cards. What an address of a press answers names no reason. */
function mayBeTheCards(error: unknown): boolean {
  if (error instanceof RespondError)
    return error.statusCode >= 400 && error.statusCode < 500 && error.statusCode !== 429;
  return troubleOf(error)?.means === 'message';
}

/** Slack fetches pictures before it takes a message, and names the one that it could not have; or it names nothing. */
function mayBeThePicture(error: unknown): boolean {
  if (!(error instanceof WebAPIPlatformError)) return true;
  const { messages = [] } = error.data.response_metadata ?? {};
  return messages.length === 0 || messages.some((message) => message.includes('image'));
}

/**
 * Posts a message with its cards where the workspace takes them, else as the plain message that it is otherwise. Every form but the last
 * was surely refused, so that one stands.
 *
 * @param post it is told which form people will see
 */
export async function inBestForm<Result>(
  message: Message,
  { cards, logger, sleep }: FormDependencies,
  post: (content: Content, form: Form) => Promise<Result>,
): Promise<Result> {
  const plain = (): Promise<Result> => orPlain(message, logger, (content) => post(content, 'plain'));
  if (message.cards === undefined || cards === undefined || !(await cards.areTaken())) return plain();
  let refusal: unknown;
  for (const form of formsOf(message.cards)) {
    if (refusal !== undefined && !mayBeThePicture(refusal)) break;
    try {
      return await post(form, 'cards');
    } catch (error) {
      if (!mayBeTheCards(error)) throw error;
      logger.info(causeOf(error), 'A message with cards was not taken as it is');
      refusal = error;
      await sleep(pauseMs);
    }
  }
  // Kept before anything else can go wrong: else each try would begin with the cards anew.
  if (isAboutBlocks(troubleOf(refusal)?.code)) await cards.wereRefused(refusal);
  const result = await plain();
  if (refusal instanceof RespondError) await cards.wereRefused(refusal);
  return result;
}

function formsOf({ text, blocks }: CardMessage): CardMessage[] {
  const hasPictures = blocks.some((block) => 'hero_image' in block);
  return [{ text, blocks }, ...(hasPictures ? [{ text, blocks: blocks.map(withoutPicture) }] : [])];
}
