import type { Logger } from 'pino';
import type { PlainWorkspaces } from '../../store/plain-workspaces.ts';
import { causeOf } from './errors.ts';

/** So long a workspace that refused cards is shown none; Slack may have brought them there meanwhile. In milliseconds. */
const plainForMs = 30 * 86_400_000;

export interface CardsDependencies {
  /** Undefined: nobody is shown cards. */
  readonly plainWorkspaces: PlainWorkspaces | undefined;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export type Cards = ReturnType<typeof createCards>;
export type TeamCards = ReturnType<Cards>;

/** Whether a workspace is shown cards. Neither rejects: without the store messages go out plain. */
export function createCards({ plainWorkspaces, logger, now }: CardsDependencies) {
  return (team: string) => ({
    async areTaken(): Promise<boolean> {
      if (plainWorkspaces === undefined) return false;
      try {
        return !(await plainWorkspaces.has(team, now() - plainForMs));
      } catch (err) {
        logger.error({ err, team }, 'Nobody knows whether a workspace takes cards: none are sent');
        return false;
      }
    },
    /** Slack refused them there. */
    async wereRefused(error: unknown): Promise<void> {
      logger.warn(
        { ...causeOf(error), team },
        'Slack takes no cards in this workspace: for 30 days it gets plain messages',
      );
      try {
        await plainWorkspaces?.add(team, now());
      } catch (err) {
        logger.error({ err, team }, 'It could not be kept that a workspace takes no cards');
      }
    },
  });
}
