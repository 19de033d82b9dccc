import type { RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { type Message, noUnfurl } from '../messages/message.ts';
import { isExpiredResponseUrl, slackCodeOf, UnconfirmedError } from './errors.ts';
import { type Sleep, waitingForRateLimit } from './rate-limit.ts';

/** The person to answer, and where. */
export interface Recipient {
  readonly client: WebClient;
  readonly respond?: RespondFn | undefined;
  readonly channel: string | undefined;
  readonly user: string;
  readonly thread?: string | undefined;
  readonly sleep: Sleep;
}

const botCannotWhisper: ReadonlySet<string | undefined> = new Set([
  'not_in_channel',
  'channel_not_found',
  'user_not_in_channel',
  'is_archived',
]);

/** Shown to one person: in the channel (or thread) where the bot is a member, else in their conversation with the bot. */
async function whisper({ client, channel, user, thread, sleep }: Recipient, message: Message): Promise<void> {
  const content = { ...message, ...noUnfurl };
  if (channel !== undefined) {
    try {
      const place = { channel, user, ...(thread !== undefined && { thread_ts: thread }) };
      await waitingForRateLimit(() => client.chat.postEphemeral({ ...place, ...content }), sleep);
      return;
    } catch (error) {
      if (!botCannotWhisper.has(slackCodeOf(error))) throw error;
    }
  }
  await waitingForRateLimit(() => client.chat.postMessage({ channel: user, ...content }), sleep);
}

export interface ResponseMessage extends Message {
  readonly response_type: 'ephemeral' | 'in_channel';
  readonly replace_original: boolean;
}

/** Answers through a response_url. @throws UnconfirmedError when what answers is not Slack's yes */
export async function respondWith(respond: RespondFn, message: ResponseMessage, sleep: Sleep): Promise<void> {
  const response = await waitingForRateLimit(() => respond({ ...message, ...noUnfurl }), sleep);
  // A proxy or an outage page answers 200 as well.
  if (response.headers.get('content-type')?.startsWith('text/html') === true)
    throw new UnconfirmedError('response_url answered a page of HTML');
}

/**
 * Answers one person. A response_url that Slack accepts no more (5 answers, 30 minutes) is no reason to lose the answer: then the
 * bot whispers it.
 */
export async function tellPerson(recipient: Recipient, message: Message): Promise<void> {
  const { respond, thread, sleep } = recipient;
  // A response_url knows no threads, so an answer that belongs in one is whispered there.
  if (respond !== undefined && thread === undefined) {
    try {
      await respondWith(respond, { ...message, response_type: 'ephemeral', replace_original: false }, sleep);
      return;
    } catch (error) {
      if (!isExpiredResponseUrl(error)) throw error;
    }
  }
  await whisper(recipient, message);
}
