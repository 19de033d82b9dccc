import type { AppOptions } from './app-options.ts';
import type { Block } from './block-kit/blocks.ts';
import { withIds } from './block-kit/interactive-elements.ts';
import type { Changes } from './changes.ts';
import type { Ids } from './ids.ts';
import { maxMessagesPerChannel } from './limits.ts';
import type { Message, MessageMetadata, SharedFile, Unfurl } from './wire.ts';
import { appId, botId, botUserId, slackbotId, teamId } from './workspace.ts';

/** How a message is named everywhere. */
export interface MessageRef {
  channel: string;
  ts: string;
}

/** A message as the stand-in keeps it: Slack's own fields, and what Slack keeps to itself. */
export interface StoredMessage extends Message {
  channel: string;
  /** Only this person sees it. */
  ephemeralFor?: string;
}

export interface MessageContent {
  text: string;
  blocks?: Block[];
  metadata?: MessageMetadata;
}

export interface NewMessage extends MessageContent {
  channel: string;
  /** The bot's or a person's user id. */
  user: string;
  threadTs?: string | undefined;
  ephemeralFor?: string;
  files?: SharedFile[];
  subtype?: string;
}

export function createMessages({ app, ids, changes }: { app: AppOptions; ids: Ids; changes: Changes }) {
  const channels = new Map<string, StoredMessage[]>();

  function inChannel(channel: string): StoredMessage[] {
    const messages = channels.get(channel) ?? [];
    channels.set(channel, messages);
    return messages;
  }

  function find({ channel, ts }: MessageRef): StoredMessage | undefined {
    return inChannel(channel).find((message) => message.ts === ts);
  }

  return {
    /** All of a channel, replies and ephemerals too, oldest first. */
    inChannel,
    find,
    /** The parent, then its replies, oldest first. Empty when there is no such parent. */
    inThread({ channel, ts }: MessageRef) {
      const parent = find({ channel, ts });
      if (!parent) return [];
      return [parent, ...inChannel(channel).filter((message) => message.thread_ts === ts && message !== parent)];
    },
    post({ channel, user, threadTs, text, blocks, ...rest }: NewMessage) {
      const message: StoredMessage = {
        type: 'message',
        ts: ids.messageTs(),
        user,
        team: teamId,
        text,
        channel,
        ...(blocks && { blocks: withIds({ ids, blocks }) }),
        ...(threadTs && { thread_ts: threadTs }),
        ...(user === botUserId ? botFields(app) : { client_msg_id: ids.envelope() }),
        ...rest,
      };
      const messages = inChannel(channel);
      messages.push(message);
      if (messages.length > maxMessagesPerChannel) messages.shift();
      countReplies(channel, threadTs);
      changes.changed();
      return message;
    },
    /** Replaces text and blocks, keeps the rest. */
    replace(message: StoredMessage, content: MessageContent, editor: string) {
      const { blocks, metadata } = content;
      message.text = content.text;
      delete message.blocks;
      if (blocks) message.blocks = withIds({ ids, blocks });
      if (metadata) message.metadata = metadata;
      // What stood under a link goes with the link.
      keepUnfurls(message, ({ app_unfurl_url: url }) => content.text.includes(url.replaceAll('&', '&amp;')));
      message.edited = { user: editor, ts: ids.timeTs() };
      changes.changed();
    },
    /** Shows what an app says of its links; what it said of the same link before goes. */
    unfurl(message: StoredMessage, unfurls: Omit<Unfurl, 'id'>[]) {
      const added = unfurls.map((one) => ({ ...one, blocks: withIds({ ids, blocks: one.blocks }) }));
      keepUnfurls(message, (kept) => added.every(({ app_unfurl_url: url }) => url !== kept.app_unfurl_url));
      message.attachments = [...(message.attachments ?? []), ...added].map((one, index) => ({ ...one, id: index + 1 }));
      changes.changed();
    },
    /** False when its replies keep a tombstone in its place. */
    remove(message: StoredMessage) {
      const messages = inChannel(message.channel);
      const hasReplies = message.thread_ts === message.ts;
      if (hasReplies) {
        for (const field of ['blocks', 'attachments', 'metadata', 'reactions', 'edited', 'bot_id'] as const)
          delete message[field];
        // As apps have seen it: slack-edge/slack-edge#10.
        Object.assign(message, { subtype: 'tombstone', user: slackbotId, text: 'This message was deleted.' });
      } else {
        messages.splice(messages.indexOf(message), 1);
        countReplies(message.channel, message.thread_ts);
        const isEmptyTombstone = ({ subtype, thread_ts: thread }: StoredMessage) => subtype === 'tombstone' && !thread;
        const empty = messages.findIndex(isEmptyTombstone);
        if (empty >= 0) messages.splice(empty, 1); // Its last reply went.
      }
      changes.changed();
      return !hasReplies;
    },
    /** Puts a reaction of this person, or takes it away. False when it is so already. */
    react(message: StoredMessage, name: string, userId: string, how: 'added' | 'removed') {
      const { reactions = [] } = message;
      const before = reactions.find((given) => given.name === name) ?? { name, users: [], count: 0 };
      if (before.users.includes(userId) === (how === 'added')) return false;
      const users = how === 'added' ? [...before.users, userId] : before.users.filter((user) => user !== userId);
      const after = { name, users, count: users.length };
      const left = reactions.includes(before)
        ? reactions.map((given) => (given === before ? after : given))
        : [...reactions, after];
      message.reactions = left.filter(({ count }) => count > 0);
      if (message.reactions.length === 0) delete message.reactions;
      changes.changed();
      return true;
    },
  };

  /** Slack writes the thread's sums on its parent. Ephemeral replies do not count. */
  function countReplies(channel: string, parentTs: string | undefined): void {
    const parent = parentTs && find({ channel, ts: parentTs });
    if (!parent) return;
    const replies = inChannel(channel).filter(
      (message) => message.thread_ts === parentTs && message !== parent && !message.ephemeralFor,
    );
    const users = [...new Set(replies.map(({ user }) => user))];
    const latest = replies.at(-1);
    delete parent.thread_ts;
    delete parent.latest_reply;
    if (latest) Object.assign(parent, { thread_ts: parent.ts, latest_reply: latest.ts });
    Object.assign(parent, { reply_count: replies.length, reply_users: users, reply_users_count: users.length });
    for (const reply of replies) reply.parent_user_id = parent.user;
  }
}

export type Messages = ReturnType<typeof createMessages>;

function keepUnfurls(message: StoredMessage, isKept: (unfurl: Unfurl) => boolean): void {
  const kept = message.attachments?.filter(isKept) ?? [];
  delete message.attachments;
  if (kept.length > 0) message.attachments = kept;
}

function botFields({ botName }: AppOptions) {
  const profile = { id: botId, app_id: appId, name: botName, team_id: teamId };
  return { app_id: appId, bot_id: botId, bot_profile: profile };
}

/** The message as the Web API and events give it. Slack leaves out metadata unless it is asked for. */
export function onWire(message: StoredMessage, include: 'metadata' | 'no metadata'): Message {
  const { channel, ephemeralFor, metadata, ...wire } = message;
  return structuredClone(include === 'metadata' && metadata ? { ...wire, metadata } : wire);
}
