import type { Logger } from 'pino';
import type { AccessLosses } from '../store/access-losses.ts';
import type { DigestPost, NoAccess } from './digest-post.ts';

/** How often a workspace that refuses the bot is tried again: somebody who mended it waits no longer than this. */
export const accessPauseMs = 60_000;

export interface AccessWatchDependencies {
  readonly losses: AccessLosses;
  readonly post: Pick<DigestPost, 'tellAccessIsBack' | 'access'>;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export type AccessWatch = ReturnType<typeof createAccessWatch>;

/**
 * That a workspace refuses the bot is one state of it, not of each digest: those wait, and the first message that Slack takes ends it.
 */
export function createAccessWatch({ losses, post, logger, now }: AccessWatchDependencies) {
  /** Slack took a message: tells makers whose digests waited, once. */
  async function back(team: string): Promise<void> {
    const loss = await losses.end(team);
    if (loss === undefined) return;
    logger.warn({ team, since: loss.since }, 'Access to the workspace is back: digests go on');
    for (const maker of await losses.makersOfDelayed(loss)) await post.tellAccessIsBack(maker, loss);
  }

  /** Notes it, once. */
  async function lost(team: string, { code, sentence }: NoAccess): Promise<void> {
    if (!(await losses.begin({ team, since: now(), code, sentence }))) return;
    logger.error({ team, code, reason: sentence }, 'The workspace refuses the bot: its digests wait');
  }

  return {
    back,
    lost,
    /** Asks Slack, for times when nothing is posted that would find out. */
    async check(): Promise<void> {
      const known = (await losses.all()).map(({ team }) => team);
      for (const { team, refusal } of await post.access(known)) {
        if (refusal !== undefined) {
          if (team !== undefined) await lost(team, refusal);
          continue;
        }
        // A digest that waits finds out by itself, and is on record before its maker is told.
        for (const ended of team === undefined ? known : known.filter((one) => one === team))
          if (!(await losses.isAnyWaiting(ended, now()))) await back(ended);
      }
    },
  };
}
