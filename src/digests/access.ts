import type { Logger } from 'pino';
import type { AccessLoss, AccessLosses } from '../store/access-losses.ts';
import type { DigestPost, NoAccess } from './digest-post.ts';

/** How often a workspace that refuses the bot is tried again: somebody who mended it waits no longer than this. */
export const accessPauseMs = 60_000;

/**
 * That a workspace refuses the bot is one state of it, not of each digest: those wait, and the first message that Slack takes ends it.
 */
export interface AccessWatch {
  /** Notes it, once. */
  lost(team: string, refusal: NoAccess): Promise<void>;
  /** Slack took a message: tells makers whose digests waited, once. */
  back(team: string): Promise<void>;
  /** Asks Slack about workspaces where no digest waits that would find out. */
  check(): Promise<void>;
}

export interface AccessWatchDependencies {
  readonly losses: AccessLosses;
  readonly post: Pick<DigestPost, 'tellAccessIsBack' | 'hasAccess'>;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export function createAccessWatch({ losses, post, logger, now }: AccessWatchDependencies): AccessWatch {
  async function back(team: string): Promise<void> {
    const loss = await losses.end(team);
    if (loss === undefined) return;
    logger.warn({ team, since: loss.since }, 'Access to the workspace is back: digests go on');
    for (const maker of await losses.makersOfDelayed(loss)) await post.tellAccessIsBack(maker, loss);
  }

  async function checkOne({ team }: AccessLoss): Promise<void> {
    if (await losses.isAnyWaiting(team, now())) return;
    if ((await post.hasAccess(team)) === true) await back(team);
  }

  return {
    back,
    async lost(team, { code, sentence }) {
      if (!(await losses.begin({ team, since: now(), code, sentence }))) return;
      logger.error({ team, code, reason: sentence }, 'The workspace refuses the bot: its digests wait');
    },
    async check() {
      for (const loss of await losses.all()) await checkOne(loss);
    },
  };
}
