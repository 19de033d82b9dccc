import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { DigestService } from '../compose.ts';
import type { Subscription, SubscriptionKey } from '../store/subscriptions.ts';

/** Who sent a delivery, and where from. */
export interface Caller {
  readonly team: string;
  readonly user: string;
  /** Where the button stands; undefined in App Home and in a window. */
  readonly channel: string | undefined;
}

/** What a window is about, and where it was opened. */
const windowState = z.object({
  /** The subscription that is changed; undefined for a new one. */
  id: z.string().optional(),
  /** Where it was opened: the subscription's own, and where a new one posts unless another is chosen. */
  channel: z.string(),
  /** Fingerprint of the wishes that it was opened on; undefined for a new one. */
  openedOn: z.string().optional(),
  /** It was opened in App Home, or in a window that was: what comes of it is said there. */
  isFromHome: z.boolean().optional(),
  /** Doubts that it has told the person of. */
  told: z.array(z.string()).optional(),
});
export type WindowState = z.infer<typeof windowState>;

/** Where a press, a submission or a shortcut comes from. */
export function callerOf({
  body,
  context,
}: {
  readonly body: {
    readonly user: { readonly id: string };
    readonly team?: { readonly id: string } | null;
    readonly channel?: { readonly id: string };
    readonly message?: { readonly [field: string]: unknown };
    readonly view?: { readonly app_installed_team_id?: string };
  };
  readonly context: { readonly teamId?: string };
}): Caller {
  // In a channel that workspaces share, what somebody from outside sends names their own team. Our message under the button names the
  // workspace that we posted it in, and a window the installation that opened it.
  const isUnderOurs = context.teamId !== undefined && body.message?.['team'] === context.teamId;
  const team =
    (isUnderOurs ? context.teamId : body.view?.app_installed_team_id) ?? body.team?.id ?? context.teamId ?? '';
  return { team, user: body.user.id, channel: body.channel?.id };
}

export type Reach = ReturnType<typeof createReach>;

/** The one place where ids that come from outside are looked up, always with the installation and the conversation they came from. */
export function createReach({
  digests,
  secret,
}: {
  readonly digests: DigestService['digests'];
  /** Known to the bot alone, and the same after a restart. */
  readonly secret: string;
}) {
  // A submission names no conversation: what says where its window was opened must be ours, unchanged, and of the same person.
  const sealOf = (json: string, { team, user }: Caller): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['window', team, user, json]))
      .digest('base64url');

  return {
    /**
     * Undefined when there is none with this id in the caller's conversation; App Home and windows are in none, and there it is the
     * caller's own digests that are within reach, wherever they post.
     */
    async subscription(
      { team, user: createdBy, channel }: Caller,
      id: string | undefined,
    ): Promise<Subscription | undefined> {
      if (id == null) return undefined; // Slack says null of a field that was emptied.
      if (channel === undefined) return digests.getOwn({ team, createdBy }, id);
      return digests.get({ id, team, channel });
    },
    /** The same for one that was stopped not long ago. */
    async stopped(
      { team, user: createdBy, channel }: Caller,
      id: string | undefined,
    ): Promise<Subscription | undefined> {
      if (id == null) return undefined;
      if (channel === undefined) return digests.removedOwn({ team, createdBy }, id);
      return digests.removed({ id, team, channel });
    },
    /** The same for one whose record is damaged. */
    async damaged({ team, channel }: Caller, id: string | undefined): Promise<SubscriptionKey | undefined> {
      if (channel === undefined) return undefined;
      return (await digests.damaged({ team, channel })).find((key) => key.id === id);
    },
    /** `private_metadata` of a window that this person opens. */
    seal(state: WindowState, caller: Caller): string {
      const json = JSON.stringify(state);
      return `${sealOf(json, caller)} ${json}`;
    },
    /** Undefined when this is none that the bot sealed for this person. */
    unseal(metadata: string, caller: Caller): WindowState | undefined {
      const [seal = '', ...rest] = metadata.split(' ');
      const json = rest.join(' ');
      const [given, expected] = [Buffer.from(seal), Buffer.from(sealOf(json, caller))];
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      return windowState.parse(JSON.parse(json));
    },
  };
}
