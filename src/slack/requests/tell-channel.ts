import type { WebClient } from '@slack/web-api';
import { causeOf, troubleOf } from '../delivery/errors.ts';
import { orPlain } from '../delivery/plain-form.ts';
import { type Calling, waitingForRateLimit } from '../delivery/rate-limit.ts';
import { type Message, noUnfurl } from '../messages/message.ts';

interface TellDependencies extends Calling {
  readonly client: WebClient;
}

/** One line for the channel; a direct message needs none, the person sees the answer there. */
export async function tellChannel({ client, logger, sleep }: TellDependencies, channel: string, message: Message) {
  if (channel.startsWith('D')) return;
  await orPlain(message, logger, (content) =>
    waitingForRateLimit(() => client.chat.postMessage({ channel, ...content, ...noUnfurl }), sleep),
  );
}

/** For whoever did it, where the channel may not have heard. @throws what is no trouble of Slack */
export function untoldSentence(error: unknown, { logger }: Calling, channel: string): string {
  const trouble = troubleOf(error);
  if (trouble === undefined) throw error;
  logger.warn({ ...causeOf(error), channel }, 'A channel was not told what somebody did');
  return trouble.means === 'unclear'
    ? 'Slack did not confirm that the channel was told.'
    : `The channel was not told. ${trouble.person}`;
}

/** What was done is done, also where the bot cannot say it any more: then gives a sentence for whoever did it. */
export async function tellChannelIfThere(
  dependencies: TellDependencies,
  channel: string,
  message: Message,
): Promise<string | undefined> {
  try {
    await tellChannel(dependencies, channel, message);
    return undefined;
  } catch (error) {
    return untoldSentence(error, dependencies, channel);
  }
}
