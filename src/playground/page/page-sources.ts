import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';
import type { JobBoard } from './job-board.ts';
import type { Lookup } from './lookup.ts';
import type { Unread } from './unread.ts';

/** What pages are drawn from. */
export interface PageSources {
  readonly slack: SlackStandIn;
  /** What ids and moments mean to this person now. */
  readonly lookupOf: (userId: string) => Lookup;
  readonly unread: Unread;
  readonly jobs: JobBoard;
}
