import type { WebClient } from '@slack/web-api';
import type { LinkSharing } from '../../reading/link-sharing.ts';
import type { SharedLink } from '../../store/shared-links.ts';
import type { Place } from '../../store/subscriptions.ts';
import { permalinkOf } from '../conversation/permalink.ts';
import { type Calling, waitingForRateLimit } from '../delivery/rate-limit.ts';
import { createRefusalLog } from '../delivery/refusal-log.ts';
import type { SharedPlace } from '../messages/link-notices.ts';
import { membershipOf } from './members.ts';

/** Lines of one answer. */
const maxShown = 5;

export type SharedElsewhere = ReturnType<typeof createSharedElsewhere>;

/** Where else people shared a paper, for those who may know. */
export function createSharedElsewhere({ logger, sleep }: Calling, links: LinkSharing) {
  const sight = createSight({ logger, sleep });

  /** Undefined where the message is gone. */
  async function placeOf(client: WebClient, link: SharedLink): Promise<SharedPlace | undefined> {
    const permalink = await permalinkOf(client, link, { sleep, logger });
    if (permalink !== 'gone') return { channel: link.channel, sharedAt: link.sharedAt, permalink: permalink.url };
    await links.forget(link);
    return undefined;
  }

  return {
    /** Whether there is another channel of it that everybody in the workspace may see. */
    async inPublic(client: WebClient, here: Place, paperId: string): Promise<boolean> {
      for (const { channel } of await links.elsewhere(here, paperId))
        if (await sight.isPublic(client, channel)) return true;
      return false;
    },
    /** What this person may see, the newest first: public channels, unless they are a guest or from elsewhere; others they are in. */
    async seenBy(
      client: WebClient,
      { user, ...here }: Place & { readonly user: string },
      paperId: string,
    ): Promise<SharedPlace[]> {
      const shared = await links.elsewhere(here, paperId);
      if (shared.length === 0) return [];
      const seesPublic = await sight.isFullMember(client, here.team, user);
      const seen: SharedPlace[] = [];
      for (const link of shared) {
        const { channel } = link;
        const isOpen = seesPublic && (await sight.isPublic(client, channel));
        if (!isOpen && !(await sight.isIn(client, channel, user))) continue;
        const place = await placeOf(client, link);
        if (place !== undefined) seen.push(place);
        if (seen.length === maxShown) break;
      }
      return seen;
    },
  };
}

/** What people may see of a workspace, as Slack says at this moment. What Slack does not say is not theirs to see. */
function createSight({ logger, sleep }: Calling) {
  const logRefusal = createRefusalLog(logger);

  /** Undefined where Slack refuses. */
  async function asked<Answer>(call: () => Promise<Answer>, where: object): Promise<Answer | undefined> {
    try {
      return await waitingForRateLimit(call, sleep);
    } catch (error) {
      logRefusal(error, 'Slack does not tell what somebody may see', where);
      return undefined;
    }
  }

  return {
    /** Everybody in the workspace, guests apart, may look into it. */
    async isPublic(client: WebClient, channel: string): Promise<boolean> {
      const answer = await asked(() => client.conversations.info({ channel }), { channel });
      const { is_channel, is_private, is_im, is_mpim } = answer?.channel ?? {};
      return is_channel === true && is_private === false && is_im !== true && is_mpim !== true;
    },
    /** Of the workspace itself: no guest, and nobody from another workspace that shares a channel. */
    async isFullMember(client: WebClient, team: string, user: string): Promise<boolean> {
      const answer = await asked(() => client.users.info({ user }), { user });
      const person = answer?.user;
      const isGuest = person?.is_restricted !== false || person.is_ultra_restricted === true;
      return person?.team_id === team && !isGuest && person.is_stranger !== true && person.deleted !== true;
    },
    isIn: async (client: WebClient, channel: string, user: string): Promise<boolean> =>
      (await membershipOf({ client, channel, user, sleep, logger })) === 'member',
  };
}
