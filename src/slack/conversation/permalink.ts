import type { WebClient } from '@slack/web-api';
import { causeOf, troubleOf } from '../delivery/errors.ts';
import { type Calling, waitingForRateLimit } from '../delivery/rate-limit.ts';

/** Where a message is to be found. */
export type Permalink =
  | { readonly kind: 'at'; readonly url: string }
  /** Somebody removed the message. */
  | { readonly kind: 'gone' }
  /** Slack does not tell. */
  | { readonly kind: 'unknown' };

/** It goes into mrkdwn, where these signs would end it. */
const address = /^https?:\/\/[^\s<>|^]{1,500}$/;

export async function permalinkOf(
  client: WebClient,
  { channel, ts }: { readonly channel: string; readonly ts: string },
  { sleep, logger }: Calling,
): Promise<Permalink> {
  try {
    const { permalink: url = '' } = await waitingForRateLimit(
      () => client.chat.getPermalink({ channel, message_ts: ts }),
      sleep,
    );
    return address.test(url) ? { kind: 'at', url } : { kind: 'unknown' };
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    if (trouble.means === 'thread') return { kind: 'gone' };
    logger.warn({ ...causeOf(error), channel }, 'The address of a message is not known');
    return { kind: 'unknown' };
  }
}

export const urlOf = (permalink: Permalink): string | undefined =>
  permalink.kind === 'at' ? permalink.url : undefined;
