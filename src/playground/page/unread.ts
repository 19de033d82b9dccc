import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';

/** Which messages of the bot each person has not looked at yet, as long as the page is served. */
export interface Unread {
  /** The person looks at all that the channel holds now. */
  look(userId: string, channelId: string): void;
  count(userId: string, channelId: string): number;
}

export function createUnread({ workspace }: Pick<SlackStandIn, 'workspace'>): Unread {
  const lookedAt = new Map<string, string>();
  const keyOf = (userId: string, channelId: string) => `${userId} ${channelId}`;

  return {
    look(userId, channelId) {
      lookedAt.set(keyOf(userId, channelId), workspace.newestTs(channelId));
    },
    count(userId, channelId) {
      return workspace.botMessagesAfter(channelId, lookedAt.get(keyOf(userId, channelId)) ?? '', userId);
    },
  };
}
