import type { WebClient } from '@slack/web-api';
import type { LinkSharing } from '../../reading/link-sharing.ts';
import type { SharedLink } from '../../store/shared-links.ts';
import type { Place } from '../../store/subscriptions.ts';
import { permalinkOf, urlOf } from '../conversation/permalink.ts';
import type { Calling } from '../delivery/rate-limit.ts';
import type { SharedPlace } from '../messages/link-notices.ts';
import { createSight } from './sight.ts';

/** Lines of one answer. */
const maxShown = 5;

export type SharedElsewhere = ReturnType<typeof createSharedElsewhere>;

/** Where else people shared a paper, for those who may know. */
export function createSharedElsewhere({ logger, sleep }: Calling, links: LinkSharing) {
  const sight = createSight({ logger, sleep });

  /** Undefined where the message is gone. */
  async function placeOf(client: WebClient, link: SharedLink): Promise<SharedPlace | undefined> {
    const permalink = await permalinkOf(client, link, { sleep, logger });
    if (permalink.kind !== 'gone') {
      return { channel: link.channel, sharedAt: link.sharedAt, permalink: urlOf(permalink) };
    }
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
