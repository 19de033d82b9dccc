import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { DigestService, StatusService } from '../../compose.ts';
import type { Cards } from '../delivery/cards.ts';
import type { Sleep } from '../delivery/rate-limit.ts';
import { notice } from '../messages/notice.ts';
import type { Reach } from '../reach.ts';
import type { Home } from './home.ts';

export interface DigestDependencies {
  readonly digests: DigestService;
  readonly reach: Reach;
  readonly home: Home;
  readonly status: StatusService;
  readonly command: string;
  readonly cards: Cards;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  readonly sleep: Sleep;
}

/** Who asks, and where. */
export interface Asker {
  readonly client: WebClient;
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  readonly userName: string;
}

export const changedMeanwhile =
  'Somebody changed this digest while the window was open. Close the window and open it again.';

/** The same, where the window is closed already. */
export const changedJustBefore = notice(
  'Nothing was saved: somebody changed or removed this digest a moment before you.',
);

/** The person's direct message with the bot. */
export async function ownConversation({ client, user }: Pick<Asker, 'client' | 'user'>): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  return channel?.id ?? user;
}
