import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { type Sleep, waitingForRateLimit } from '../delivery/rate-limit.ts';
import { createRefusalLog } from '../delivery/refusal-log.ts';
import { membershipOf } from './members.ts';

/** What people may see of a workspace, as Slack says at this moment. What Slack does not say is not theirs to see. */
export interface Sight {
  /** Everybody in the workspace, guests apart, may look into it. */
  isPublic(client: WebClient, channel: string): Promise<boolean>;
  /** Of the workspace itself: no guest, and nobody from another workspace that shares a channel. */
  isFullMember(client: WebClient, person: { readonly team: string; readonly user: string }): Promise<boolean>;
  isIn(client: WebClient, channel: string, user: string): Promise<boolean>;
}

export interface SightDependencies {
  readonly logger: Logger;
  readonly sleep: Sleep;
}

export function createSight({ logger, sleep }: SightDependencies): Sight {
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
    async isPublic(client, channel) {
      const answer = await asked(() => client.conversations.info({ channel }), { channel });
      const { is_channel, is_private, is_im, is_mpim } = answer?.channel ?? {};
      return is_channel === true && is_private === false && is_im !== true && is_mpim !== true;
    },
    async isFullMember(client, { team, user }) {
      const answer = await asked(() => client.users.info({ user }), { user });
      const person = answer?.user;
      const isGuest = person?.is_restricted !== false || person.is_ultra_restricted === true;
      return person?.team_id === team && !isGuest && person.is_stranger !== true && person.deleted !== true;
    },
    isIn: async (client, channel, user) => (await membershipOf({ client, channel, user, sleep, logger })) === 'member',
  };
}
