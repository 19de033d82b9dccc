import type { WebClient } from '@slack/web-api';
import { causeOf, troubleOf } from '../delivery/errors.ts';
import { type Calling, waitingForRateLimit } from '../delivery/rate-limit.ts';

/** It goes into mrkdwn, where these signs would end it. */
const address = /^https?:\/\/[^\s<>|^]{1,500}$/;

/** Slack's address of a message; `url` is undefined where Slack does not tell. 'gone': somebody removed the message. */
export async function permalinkOf(
  client: WebClient,
  { channel, ts }: { readonly channel: string; readonly ts: string },
  { sleep, logger }: Calling,
): Promise<'gone' | { readonly url: string | undefined }> {
  try {
    const { permalink: url = '' } = await waitingForRateLimit(
      () => client.chat.getPermalink({ channel, message_ts: ts }),
      sleep,
    );
    return { url: address.test(url) ? url : undefined };
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    if (trouble.means === 'thread') return 'gone';
    logger.warn({ ...causeOf(error), channel }, 'The address of a message is not known');
    return { url: undefined };
  }
}
