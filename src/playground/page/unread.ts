import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';

export function createUnread({ workspace }: Pick<SlackStandIn, 'workspace'>) {
  const lookedAt = new Map<string, string>();
  const keyOf = (userId: string, channelId: string) => `${userId} ${channelId}`;

  return {
    /** The person looks at all that the channel holds now. */
    look(userId: string, channelId: string) {
      lookedAt.set(keyOf(userId, channelId), workspace.newestTs(channelId));
    },
    count(userId: string, channelId: string) {
      return workspace.botMessagesAfter(channelId, lookedAt.get(keyOf(userId, channelId)) ?? '', userId);
    },
  };
}

/** Which messages of the bot each person has not looked at yet, as long as the page is served. */
export type Unread = ReturnType<typeof createUnread>;
