import type { Claimed } from '../store/delivery.ts';
import type { Follows } from '../store/follows.ts';
import type { Subscriptions } from '../store/subscriptions.ts';
import { readerOf } from './choose.ts';
import { followedIn } from './digest.ts';

/** A digest stands in Slack: what it tells of what its reader follows is never told again. */
export type NoteTold = (posted: Claimed) => Promise<void>;

export interface NoteToldDependencies {
  readonly follows: Pick<Follows, 'tell'>;
  readonly subscriptions: Pick<Subscriptions, 'get'>;
}

export function createNoteTold({ follows, subscriptions }: NoteToldDependencies): NoteTold {
  return async ({ content = '', posted, subscriptionId, team, channel }) => {
    const lines = posted.length > 0 ? [] : followedIn(content);
    if (lines.length === 0) return;
    const subscription = await subscriptions.get({ id: subscriptionId, team, channel });
    const reader = subscription && readerOf(subscription);
    if (reader === undefined) return;
    for (const { kind, target, key } of lines) await follows.tell(reader, { kind, target }, [key]);
  };
}
