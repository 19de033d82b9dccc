import type { WebClient } from '@slack/web-api';
import { causeOf, logged, troubleOf } from '../delivery/errors.ts';
import { waitingForRateLimit } from '../delivery/rate-limit.ts';
import type { Dependencies } from '../dependencies.ts';
import { notice } from '../messages/message.ts';
import { directWelcomeMessage } from '../messages/welcome-message.ts';
import type { Reply } from './answer-papers.ts';
import type { Asked } from './asked.ts';
import type { TalkRequest } from './request.ts';

/** Where somebody wrote something. */
interface Said {
  readonly channel: string;
  readonly ts: string;
}

/** Thanks need no message in the channel. */
const youAreWelcome = '+1';

/** Answers thanks with a reaction; false where that cannot be done: the permission for it is optional. */
async function reactToThanks(client: WebClient, { channel, ts }: Said, { sleep, logger }: Dependencies) {
  try {
    await waitingForRateLimit(() => client.reactions.add({ channel, timestamp: ts, name: youAreWelcome }), sleep);
    return true;
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    if (trouble.means === 'settled') return true;
    logger.warn({ ...causeOf(error), channel }, 'No reaction to thanks');
    return false;
  }
}

/** Messages looked at: the bot answers whatever somebody writes in a direct message, so one of its own is among a few. */
const messagesBack = 20;

/** Whether the bot has said nothing yet in a direct message; false where that cannot be read. What is said after `ts` does not count. */
async function areFirstWords(client: WebClient, { channel, ts }: Said, { logger }: Dependencies): Promise<boolean> {
  const read = await client.conversations
    .history({ channel, latest: ts, limit: messagesBack })
    .catch(logged((cause) => logger.warn({ ...cause, channel }, 'A direct message was not read'), undefined));
  const { messages } = read ?? {};
  // Nonsense is no empty conversation.
  return Array.isArray(messages) && messages.every(({ bot_id: bot }) => bot === undefined);
}

/** Answers thanks and greetings; undefined when a reaction has done so. */
export async function answerCourtesy(
  { courtesy }: Extract<TalkRequest, { kind: 'courtesy' }>,
  { client, channel, ts = '', audience }: Asked,
  dependencies: Dependencies,
): Promise<Reply | undefined> {
  const said = { channel, ts };
  if (courtesy === 'thanks' && (await reactToThanks(client, said, dependencies))) return undefined;
  const isGreetedDirectly = courtesy === 'greeting' && audience.kind === 'thread' && audience.isDirect;
  if (isGreetedDirectly && (await areFirstWords(client, said, dependencies)))
    return { message: directWelcomeMessage() };
  const answer = courtesy === 'greeting' ? 'Hello!' : 'Happy to help.';
  return { message: notice(`${answer} Ask me about any method, model or problem.`) };
}
