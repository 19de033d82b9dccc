import type { WebClient } from '@slack/web-api';
import type { WindowTrigger } from '../delivery/windows.ts';
import type { Audience } from '../messages/answer-message.ts';

/** Who asks, where, and who reads the answer. */
export interface Asked {
  readonly client: WebClient;
  readonly team: string;
  /** '' where they ask in none, as in App Home. */
  readonly channel: string;
  readonly user: string;
  /** Undefined where Slack did not send it along. */
  readonly userName?: string | undefined;
  /** Undefined at the top of a conversation. */
  readonly thread?: string | undefined;
  /** Of the message that asks; a command has none. */
  readonly ts?: string | undefined;
  /** A follow-up is about a list posted before this `ts`; by default before the message. */
  readonly before?: string | undefined;
  readonly botUserId?: string | undefined;
  /** With it a window can be opened. */
  readonly trigger?: WindowTrigger | undefined;
  readonly audience: Audience;
}

/** Who asks, and where. */
export type Asker = Pick<Asked, 'client' | 'team' | 'channel' | 'user' | 'thread'>;

/** The same of whom it is told what they did. */
export interface NamedAsker extends Asker {
  readonly userName: string;
}
