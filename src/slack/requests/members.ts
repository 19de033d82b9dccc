import type { WebClient } from '@slack/web-api';
import { causeOf, troubleOf } from '../delivery/errors.ts';
import { type Calling, waitingForRateLimit } from '../delivery/rate-limit.ts';

/** Whether somebody is in a channel, as far as Slack tells the bot. 'untold': it lacks the permission, or got no answer. */
export type Membership = 'member' | 'outsider' | 'untold';

interface MemberWish extends Calling {
  readonly client: WebClient;
  readonly user: string;
  readonly channel: string;
}

/** Slack's limit for a page is below 1,000, and hardly anybody is in more channels: https://docs.slack.dev/reference/methods/users.conversations */
const pageSize = 999;
const maxPages = 5;

async function isListed({ client, user, channel, sleep }: MemberWish, types: string): Promise<boolean> {
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const from = cursor === undefined ? {} : { cursor };
    const answer = await waitingForRateLimit(
      () => client.users.conversations({ user, types, limit: pageSize, ...from }),
      sleep,
    );
    if (answer.channels?.some(({ id }) => id === channel) === true) return true;
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  return false;
}

/** Private channels are seen only with a permission of their own; without it the public ones may still be. */
const askedTypes = ['public_channel,private_channel', 'public_channel'] as const;

export async function membershipOf(wish: MemberWish): Promise<Membership> {
  for (const types of askedTypes) {
    try {
      if (await isListed(wish, types)) return 'member';
      return types === 'public_channel' ? 'untold' : 'outsider';
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === undefined) throw error;
      wish.logger.warn({ ...causeOf(error), channel: wish.channel }, 'Channels of a person not known');
      if (trouble.means !== 'permission') return 'untold';
    }
  }
  return 'untold';
}
