import type { WebClient } from '@slack/web-api';
import { type Calling, waitingForRateLimit } from '../delivery/rate-limit.ts';
import { createRefusalLog } from '../delivery/refusal-log.ts';
import { membershipOf } from './members.ts';

/** What people may see of a workspace, as Slack says at this moment. What Slack does not say is not theirs to see. */
export function createSight({ logger, sleep }: Calling) {
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
